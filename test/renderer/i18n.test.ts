import { expect, test } from "vitest";
import { languageOf } from "../../renderer/i18n.ts";
import { messages } from "../../renderer/words/all-messages.ts";

const places = (words: string) => [...words.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

for (const [area, { en, "zh-CN": zh }] of Object.entries(messages)) {
  test(`${area} has the same keys in both languages, and no empty words`, () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    for (const words of [...Object.values(en), ...Object.values(zh)]) expect(words.trim()).not.toBe("");
  });

  test(`${area} fills in the same values in both languages`, () => {
    const chinese: Record<string, string> = zh;
    for (const [key, words] of Object.entries<string>(en)) {
      expect([key, places(chinese[key] ?? "")]).toEqual([key, places(words)]);
    }
  });
}

test("every Chinese system gets Chinese, all others English", () => {
  expect(["zh", "zh-CN", "zh-Hant-TW", "ZH_cn"].map(languageOf)).toEqual(Array(4).fill("zh-CN"));
  expect(["en", "de-DE", "", "zhx"].map(languageOf)).toEqual(Array(4).fill("en"));
});
