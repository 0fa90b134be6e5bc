import fc from "fast-check";
import { expect, test } from "vitest";
import { imitatedHost } from "../../../shared/domain/imitated-host.ts";
import { knownHosts } from "../../../shared/domain/link-payload.ts";
import { parseCode } from "../../../shared/domain/qr-payload.ts";

test.each([
  ["https://weixin.qq.com.evil.example/g/AwYA", "weixin.qq.com"],
  ["https://weixin.qq.com@evil.example/g/AwYA", "weixin.qq.com"],
  ["https://evil.example\\@weixin.qq.com/g/AwYA", "weixin.qq.com"],
  ["https://weixin-qq-com.evil.example/g/AwYA", "weixin.qq.com"],
  ["https://weіxin.qq.com/g/AwYA", "weixin.qq.com"],
  ["https://weixin。qq。com.evil.example/g/AwYA", "weixin.qq.com"],
  ["HTTPS://U.WECHAT.COM.EVIL.EXAMPLE/EJx", "u.wechat.com"],
  ["https://welxin.qq.corn.example@login.weixin.qq.com.x.example/", "login.weixin.qq.com"],
  ["https://vveixin.qq.com.example/", "weixin.qq.com"],
])("%s is made to look like %s", (link, host) => {
  expect(imitatedHost(link)).toBe(host);
  expect(parseCode(link).kind).toBe("web_link");
});

test.each([
  "https://example.com/?to=https://weixin.qq.com/g/AwYA",
  "https://example.com/weixin.qq.com",
  "https://weixin.qq.com/g/AwYA",
  "https://weixin.qq.com./g/AwYA",
  "https://game.weixin.qq.com/",
  "https://中文网.example/",
  "weixin.qq.com.evil.example",
  "no link at all",
])("%s looks like nothing else", (text) => {
  expect(imitatedHost(text)).toBeNull();
});

test("a known host in front of any other is always noticed, a known host itself never", () => {
  const name = fc.stringMatching(/^[a-z]{2,8}\.(?:example|test)$/);
  fc.assert(
    fc.property(fc.constantFrom(...knownHosts), name, (host, elsewhere) => {
      expect(imitatedHost(`https://${host}.${elsewhere}/g/a`)).not.toBeNull();
      expect(imitatedHost(`https://${host}@${elsewhere}/g/a`)).not.toBeNull();
      expect(imitatedHost(`https://${host}/g/a`)).toBeNull();
    }),
  );
});
