import fc from "fast-check";
import { expect, test } from "vitest";
import { textOf, textOfBytes } from "../../../shared/qr-reader/text-of-bytes.ts";
import { legacyBytes } from "../../support/legacy-text.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const oneOf = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCodePoint(code));
const plain = fc.constantFrom(..."群 12 https://qm.qq.com/q/Ab?x=1&y=2".replace(/[^ -~]/g, ""));

/** Rows 16 to 55 of GB 2312: the characters everybody uses. */
const chinese = fc
  .tuple(fc.integer({ min: 0xb0, max: 0xd7 }), fc.integer({ min: 0xa1, max: 0xf9 }))
  .map((bytes) => new TextDecoder("gbk").decode(Uint8Array.from(bytes)));
const kana = fc.oneof(oneOf(0x3041, 0x3093), oneOf(0x30a1, 0x30f6));

test("any text in UTF-8 comes back", () => {
  const printable = fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((text) => !/[\p{Cc}\ufffd]/u.test(text) && !text.startsWith("\ufeff"));
  fc.assert(
    fc.property(printable, (text) => {
      expect(textOfBytes(utf8(text))).toEqual({ text });
    }),
  );
});

test("Chinese in GBK that names no encoding comes back", () => {
  const texts = fc
    .tuple(fc.array(chinese, { minLength: 8, maxLength: 40 }), fc.array(plain))
    .map((parts) => parts.flat().join(""));
  fc.assert(
    fc.property(texts, (text) => {
      expect(textOfBytes(bytesOf(text, "gbk"))).toEqual({ text });
    }),
  );
});

test("Japanese in Shift_JIS that names no encoding comes back", () => {
  const kanji = fc.constantFrom(..."将棋日本語会議東京大学参加者募集中友達追加");
  const texts = fc
    .tuple(fc.array(kana, { minLength: 4, maxLength: 30 }), fc.array(kanji), fc.array(plain))
    .map((parts) => parts.flat().join(""));
  fc.assert(
    fc.property(texts, (text) => {
      expect(textOfBytes(bytesOf(text, "shift_jis"))).toEqual({ text });
    }),
  );
});

test.each(["Grüße aus München", "Café à Paris", "São Paulo – já", "£20, señor", "Ærø"])(
  "western text in ISO-8859-1 comes back: %s",
  (text) => {
    const bytes = legacyBytes(text.replace("–", "-"), "iso-8859-1");
    expect(textOfBytes(bytes ?? new Uint8Array())).toEqual({ text: text.replace("–", "-") });
  },
);

test.each([
  { text: "聯通群欢迎你", encoding: "gbk" },
  { text: "将棋", encoding: "shift_jis" },
  { text: "ﾃｽﾄ ｸﾞﾙｰﾌﾟ", encoding: "shift_jis" },
] as const)("short and odd $encoding: $text", ({ text, encoding }) => {
  expect(textOfBytes(bytesOf(text, encoding)).text).toBe(text);
});

test("bytes that are no text say so and keep what can be read of them", () => {
  const key = Uint8Array.from([0x41, 0x42, 0x00, 0x01, 0xff, 0xfe, 0x90, 0x43]);
  expect(textOfBytes(key)).toEqual({ text: "AB\u0000\u0001\ufffd\ufffd\ufffdC", isBinary: true });
  expect(textOfBytes(Uint8Array.from([1, 2, 3]))).toMatchObject({ isBinary: true });
});

test("chance bytes never pass as text of a likely encoding with control characters in it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
      const { text, isBinary } = textOfBytes(bytes);
      if (isBinary !== true) expect(text).not.toMatch(/[\0\v\f\ufffd]/);
    }),
  );
});

test("a code that names its encoding is believed", () => {
  const content = { bytes: bytesOf("群主", "gbk"), text: "群主", hasECI: true, contentType: 0 };
  expect(textOf(content)).toEqual({ text: "群主" });
  expect(textOf({ ...content, contentType: 1 })).toMatchObject({ isBinary: true });
});

function bytesOf(text: string, encoding: "gbk" | "shift_jis"): Uint8Array {
  const bytes = legacyBytes(text, encoding);
  if (bytes === null) throw new Error(`${encoding} cannot say ${text}`);
  return bytes;
}
