import { expect, test } from "vitest";
import { errorsMessages } from "../../../renderer/errors/errors-messages.ts";
import { networkMessages } from "../../../renderer/errors/network-messages.ts";
import { refusalWords } from "../../../renderer/errors/refusal-words.ts";
import { serverCodeMessages } from "../../../renderer/errors/server-code-messages.ts";
import { serverCodes } from "../../../shared/domain/server-codes.ts";
import { AppError, errorWords } from "../../../shared/errors.ts";

const { own, full, kept } = refusalWords(
  (key, values) => errorsMessages.en[key].replace("{{words}}", String(values?.words ?? "")),
  (key) => serverCodeMessages.en[key],
  (key, values) => networkMessages.en[key].replace("{{host}}", String(values?.host ?? "")),
);

test("a documented code has our words, with the server's own behind them", () => {
  const refusal = { code: "refused", server: { code: "20012", message: "需要管理员权限" } } as const;
  expect(own(refusal)).toBe("Only admins of the group may do this.");
  expect(full(refusal)).toBe("Only admins of the group may do this. Server: 需要管理员权限 (20012)");
  expect(kept("需要管理员权限 (20012)")).toBe(full(refusal));
  expect(kept("20012")).toBe("Only admins of the group may do this. Server: 20012");
});

test("another code is told by what it means to us, and nothing the server said is lost", () => {
  expect(full({ code: "refused", server: { code: "77777", message: "no" } })).toBe(
    "The server refused. Server: no (77777)",
  );
  expect(full({ code: "offline" })).toBe(errorsMessages.en.offline);
  expect(kept("for 20012 reasons")).toBe("Server: for 20012 reasons");
  expect(kept("no (77777)")).toBe("Server: no (77777)");
});

test("each code of the API document has words of its own script in both languages", () => {
  for (const code of serverCodes) {
    expect(serverCodeMessages.en[code]).toMatch(/^[A-Z][^\p{Script=Han}]+\.$/u);
    expect(serverCodeMessages["zh-CN"][code]).toMatch(/\p{Script=Han}.*。$/u);
  }
});

test("a server that was not reached is told by its reason, with what is known of it behind", () => {
  const host = "api.example.com";
  const noHost = new AppError("offline", "getaddrinfo", { network: { reason: "no_such_host", host } });
  expect(full(noHost)).toBe(
    "There is no server called api.example.com. Check the address for a typing mistake, and the network connection.",
  );
  expect(kept(errorWords(noHost))).toBe(full(noHost));
  const detail = "issuer Example Corp Root";
  const network = { reason: "certificate_unknown_issuer", host, detail } as const;
  expect(full({ code: "insecure", network })).toMatch(
    /^This computer doesn’t trust the issuer .* Details: issuer Example Corp Root$/,
  );
});

test("a lost answer is told as lost, whatever cut it off: trying again at once could do it twice", () => {
  const network = { reason: "cut_off", host: "api.example.com" } as const;
  expect(own({ code: "outcome_unknown", network })).toBe(errorsMessages.en.outcome_unknown);
});
