import { expect, test } from "vitest";
import { joinMessages } from "../../../renderer/features/join/join-messages.ts";
import { whenWords } from "../../../renderer/features/join/when-words.ts";
import type { Text } from "../../../renderer/i18n.ts";

const now = new Date(2026, 10, 20, 9, 30).getTime();
const textOf =
  (language: "en" | "zh-CN"): Text<"join"> =>
  (key, values) =>
    Object.entries(values ?? {}).reduce(
      (words, [name, value]) => words.replace(`{{${name}}}`, String(value)),
      joinMessages[language][key as keyof (typeof joinMessages)["en"]],
    );

test.each([
  ["en", new Date(2026, 10, 20, 0, 1), "today"],
  ["en", new Date(2026, 10, 19, 23, 59), "yesterday"],
  ["en", new Date(2026, 10, 12, 8), "on Nov 12"],
  ["en", new Date(2025, 10, 12, 8), "on Nov 12, 2025"],
  ["zh-CN", new Date(2026, 10, 20, 0, 1), "今天"],
  ["zh-CN", new Date(2026, 10, 19, 1), "昨天"],
  ["zh-CN", new Date(2026, 10, 12, 8), "11月12日"],
] as const)("%s: %s is %s", (language, at, words) => {
  expect(whenWords(at.getTime(), language, textOf(language), now)).toBe(words);
});
