import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { geweAddress, geweAddresses, geweDeviceId, geweToken } from "../../../shared/domain/gewe-account.ts";

describe("a token", () => {
  const token = "c9ffbedb9aeb471db49d92453ea21a17";
  test.each([
    token,
    `  ${token}\n`,
    `{{${token}}}`,
    `"${token}"`,
    `X-GEWE-TOKEN: ${token}`,
    `'X-GEWE-TOKEN: {{${token}}}',`,
    `"X-GEWE-TOKEN": "${token}"`,
    `--header 'X-GEWE-TOKEN: ${token}'`,
    `x-gewe-token=${token}`,
    `TokenId：${token}`,
    `\u200b${token}\ufeff`,
    `\u00a0“${token}”`,
  ])("is found in %j", (pasted) => {
    expect(geweToken(pasted)).toBe(token);
  });

  test.each([
    "",
    "  ",
    "{{gewe-token}} {{}}",
    "two words",
    "令牌",
    "X-GEWE-TOKEN:",
    `${token}\n${token}`,
    `{"a":1}`,
  ])("is not in %j", (pasted) => {
    expect(geweToken(pasted)).toBeNull();
  });

  test("of plain characters stays as it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_.-]{5,80}$/), (plain) => {
        expect(geweToken(plain)).toBe(plain);
        expect(geweToken(`X-GEWE-TOKEN: {{${plain}}}`)).toBe(plain);
      }),
    );
  });
});

test.each([
  "wx_wR_U4zPj2M_OTS3",
  " wx_wR_U4zPj2M_OTS3\u200b",
  '"appId": "wx_wR_U4zPj2M_OTS3",',
  "{{wx_wR_U4zPj2M_OTS3}}",
])("a device's id is found in %j", (pasted) => {
  expect(geweDeviceId(pasted)).toBe("wx_wR_U4zPj2M_OTS3");
});

test.each([
  ["https://www.geweapi.com/gewe/v2/api", "https://www.geweapi.com/gewe/v2/api"],
  ["https://www.geweapi.com/gewe/v2/api/", "https://www.geweapi.com/gewe/v2/api"],
  ["www.geweapi.com", "https://www.geweapi.com"],
  ["www.geweapi.com/", "https://www.geweapi.com"],
  ["http://api.geweapi.com", "http://api.geweapi.com"],
  ["https://www.geweapi.com/gewe/v2/api/login/checkOnline", "https://www.geweapi.com/gewe/v2/api"],
  ["api.geweapi.com/gewe/v2/api/group/joinRoomUsingQRCode?x=1", "https://api.geweapi.com/gewe/v2/api"],
  ["http://192.168.2.198:2531/v2/api/tools/getTokenId", "http://192.168.2.198:2531/v2/api"],
  ["http://gateway.example.com/own/login/getLoginQrCode", "http://gateway.example.com/own"],
  ["https://manager.geweapi.com/#/account/wechat", "https://manager.geweapi.com"],
  ["127.0.0.1:2531/v2/api", "http://127.0.0.1:2531/v2/api"],
  ["localhost:2531", "http://localhost:2531"],
  ["192.168.2.198:2531", "https://192.168.2.198:2531"],
  ["“https://www.geweapi.com/gewe/v2/api”", "https://www.geweapi.com/gewe/v2/api"],
  ["not an address", "not an address"],
  ["ftp://example.com", "ftp://example.com"],
  ["", ""],
])("%j is the API at %j", (typed, address) => {
  expect(geweAddress(typed)).toBe(address);
  expect(geweAddress(address)).toBe(address);
});

test("an address without a path is tried where the API was seen", () => {
  expect(geweAddresses("https://www.geweapi.com")).toEqual([
    "https://www.geweapi.com/gewe/v2/api",
    "https://www.geweapi.com/v2/api",
  ]);
  expect(geweAddresses("http://host.example:2531/v2/api")).toEqual(["http://host.example:2531/v2/api"]);
});

test("nothing that is typed makes it throw, and a user name in an address is never hidden", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.webUrl({ withQueryParameters: true })),
      (typed) => {
        geweAddress(typed);
        geweAddresses(typed);
        geweToken(typed);
        geweDeviceId(typed);
      },
    ),
  );
  expect(geweAddress("https://www.geweapi.com@evil.example/gewe/v2/api")).toContain("@evil.example");
});
