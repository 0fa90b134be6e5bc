import { expect, test } from "vitest";
import { textParts } from "../../../../renderer/features/announcements/text-parts.ts";

const links = (text: string) =>
  textParts(text)
    .filter(({ isLink }) => isLink)
    .map(({ text }) => text);

test("addresses are told from words, without what ends the sentence", () => {
  expect(links("See https://example.com/a?b=1, (http://x.cn/路) 和https://y.cn。")).toEqual([
    "https://example.com/a?b=1",
    "http://x.cn/路",
    "https://y.cn",
  ]);
  expect(links("javascript:alert(1) ftp://x example.com")).toEqual([]);
});

test("all the words are there, in order", () => {
  for (const text of ["", "no link", "https://a.b", "a https://b.c\nd https://e.f."]) {
    expect(
      textParts(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  }
});
