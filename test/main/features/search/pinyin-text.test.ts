import fc from "fast-check";
import { expect, test } from "vitest";
import { pinyinTextOf } from "../../../../main/features/search/pinyin-text.ts";
import { soundsOf } from "../../../../main/features/search/sounds.ts";
import { soundQueryOf } from "../../../../shared/domain/search-text.ts";

/** As the database looks for it. */
const isFound = (name: string, typed: string) => {
  const sound = soundQueryOf(typed);
  return sound !== null && pinyinTextOf(name).includes(sound);
};

test.each([
  ["李明朗", "lml"],
  ["李明朗", "ml"],
  ["李明朗", "limingl"],
  ["李明朗", "minglang"],
  ["李明朗", "LI Ming Lang"],
  ["李明朗", "li'ming"],
  ["重庆分群", "chongqing"],
  ["重庆分群", "zhongqing"],
  ["重庆分群", "cq"],
  ["重庆分群", "zq"],
  ["单雄信", "shan"],
  ["单雄信", "dan"],
  ["吕布", "lv"],
  ["吕布", "lü"],
  ["吕布", "lu"],
  ["长江银行", "changjiangyinhang"],
  ["长江银行", "zjyx"],
  ["Ann 安", "annan"],
  ["2026级4班", "2026j4b"],
  ["2026级4班", "j4b"],
  ["2026级4班", "ji4ban"],
  ["３号楼", "3hl"],
  ["李 明 朗", "lml"],
  ["馬 ~ 龍", "malong"],
  ["🎉李明", "lm"],
])("%s is found by %s", (name, typed) => {
  expect(isFound(name, typed)).toBe(true);
});

test.each([
  ["张伟", "ang"],
  ["李明朗", "lang ming"],
  ["李明朗", "iming"],
  ["李明朗", "李"],
  ["李明朗", "123"],
  ["李明朗", ""],
  ["Ann", "ann"],
])("%s is not found by the sound %s", (name, typed) => {
  expect(isFound(name, typed)).toBe(false);
});

test.each(["", "Ann", "Ольга", "ひらがな", "123", "🎉", "\u{1F468}\u200D\u{1F469}", "\n\t ", "\uD800"])(
  "a name without Chinese has no sound: %j",
  (name) => {
    expect(pinyinTextOf(name)).toBe("");
  },
);

test("a sign that repeats the one before it is no sound by itself", () => {
  expect(pinyinTextOf("人々")).toBe("Rr\tRenren");
});

const character = fc.constantFrom(..."李王单重曾长行女吕朴解仇盖区尉迟乐朝明朗伟娜静");
const nameOf = (minLength: number, maxLength: number) =>
  fc.array(character, { minLength, maxLength }).map((characters) => characters.join(""));

test("every reading of every character can begin a search, and so can its initial", () => {
  fc.assert(
    fc.property(nameOf(1, 4), (name) => {
      for (const reading of [...name].flatMap(soundsOf)) {
        expect(isFound(name, reading), `${name} ${reading}`).toBe(true);
        expect(isFound(name, reading.slice(0, 1)), `${name} ${reading[0]}`).toBe(true);
      }
    }),
  );
});

test("two characters are found in every way to read them, wherever they stand in a name", () => {
  fc.assert(
    fc.property(nameOf(0, 1), character, character, nameOf(0, 1), (before, first, second, after) => {
      for (const one of soundsOf(first)) {
        for (const other of soundsOf(second)) {
          expect(isFound(before + first + second + after, one + other)).toBe(true);
        }
      }
    }),
  );
});

test("the sound of a long title stays short, and no part of it is lost", () => {
  fc.assert(
    fc.property(nameOf(20, 30), (title) => {
      const text = pinyinTextOf(title);
      expect(text.length).toBeLessThanOrEqual(4000);
      for (const one of title) expect(text).toContain(soundsOf(one)[0]?.[0]?.toUpperCase());
    }),
  );
  expect(pinyinTextOf("重".repeat(5000)).length).toBeLessThanOrEqual(4000);
});

test("any text has a sound that a search can hold", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (name) => {
      expect(pinyinTextOf(name)).toMatch(/^$|^((\^[0-9]|[A-Z])[a-z0-9]*)+\t((\^[0-9]|[A-Z])[a-z0-9]*)+$/);
    }),
  );
});
