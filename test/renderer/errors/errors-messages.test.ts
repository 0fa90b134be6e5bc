import { expect, test } from "vitest";
import { errorsMessages } from "../../../renderer/errors/errors-messages.ts";
import { errorCodes } from "../../../shared/errors.ts";

test.each(["en", "zh-CN"] as const)("every error code has words of its own in %s", (language) => {
  const words = errorCodes.map((code) => errorsMessages[language][code]);
  expect(words.every((one) => one.length > 1)).toBe(true);
  expect(new Set(words).size).toBe(errorCodes.length);
});
