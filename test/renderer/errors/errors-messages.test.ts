import { expect, test } from "vitest";
import { errorsMessages } from "../../../renderer/errors/errors-messages.ts";
import { networkMessages } from "../../../renderer/errors/network-messages.ts";
import { errorCodes, networkReasons } from "../../../shared/errors.ts";

test.each(["en", "zh-CN"] as const)("every error code has words of its own in %s", (language) => {
  const words = errorCodes.map((code) => errorsMessages[language][code]);
  expect(words.every((one) => one.length > 1)).toBe(true);
  expect(new Set(words).size).toBe(errorCodes.length);
});

test.each(["en", "zh-CN"] as const)("every reason of the network names the host in %s", (language) => {
  const words = networkReasons.map((reason) => networkMessages[language][reason]);
  expect(words.filter((one) => !one.includes("{{host}}"))).toEqual([]);
  expect(new Set(words).size).toBe(networkReasons.length);
  expect(words.filter((one) => /\p{Script=Han}/u.test(one))).toEqual(language === "en" ? [] : words);
});
