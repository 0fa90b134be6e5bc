import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWire, wireBounds, wireNumber, writeWire } from "../../../main/platform/wire-json.ts";

describe("reading", () => {
  test("an integer past 2^53 keeps all its digits", () => {
    expect(parseWire('{"id":9007199254740993,"list":[-9007199254740993,1]}')).toEqual({
      id: "9007199254740993",
      list: ["-9007199254740993", 1],
    });
  });

  test("a message id of 19 digits keeps them, at the top level too", () => {
    expect(parseWire('{"Data":{"NewMsgId": 7773749793478223190}}')).toEqual({
      Data: { NewMsgId: "7773749793478223190" },
    });
    expect(parseWire(" 7773749793478223190")).toBe("7773749793478223190");
  });

  test("safe integers, fractions and long digits inside texts stay what they are", () => {
    const text =
      '{"a":9007199254740991,"b":0.12345678901234567,"c":"9007199254740993","d":1e300,"e":": 9007199254740993"}';
    expect(parseWire(text)).toEqual(JSON.parse(text));
  });

  test("what is not JSON throws", () => {
    expect(() => parseWire("<html>")).toThrow(SyntaxError);
    expect(() => parseWire('{"a":90071992547409931')).toThrow(SyntaxError);
  });

  test.each([
    "{90071992547409931:1}",
    '{"a":1 90071992547409931 :1}',
    "[090071992547409931]",
    "[--90071992547409931]",
    "[1-90071992547409931]",
    '["a]',
    '["a\\"]',
    "[90071992547409931x]",
    '[90071992547409931"a"]',
  ])("%s does not become JSON by having its long integers read as texts", (text) => {
    expect(() => parseWire(text)).toThrow(SyntaxError);
  });

  test("any JSON comes out as JSON.parse gives it, however it is spaced and whatever its texts hold", () => {
    const fraction = fc.double().filter((number) => !Number.isInteger(number));
    const hardText = fc.stringMatching(/^[\\\\"[\]{}:,0-9 e.-]{0,40}$/);
    const leaf = fc.oneof(hardText, fc.string(), fraction, fc.maxSafeInteger(), fc.constantFrom(null, true));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie("value")), fc.dictionary(hardText, tie("value"))),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom("", " ", "\t"), (tree, space) => {
        const text = JSON.stringify(tree, null, space);
        expect(parseWire(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test("a byte order mark before it is left out", () => {
    expect(parseWire('\uFEFF{"a":1}')).toEqual({ a: 1 });
  });

  test("fractions and exponents with many digits are no integers", () => {
    const text =
      "[1.12345678901234567, 1234567890123456789.5, 1e12345678901234567, 12345678901234567E2, -1e+0012345678901234567]";
    expect(parseWire(text)).toEqual(JSON.parse(text));
  });
});

describe("what one answer may hold", () => {
  test.each([
    ["millions of empty lists", `[${"[],".repeat(2_000_000)}[]]`, /750,000 values/],
    ["millions of tiny numbers", `[${"1,".repeat(2_000_000)}1]`, /750,000 values/],
    [
      "too many integers that a number cannot hold",
      `[${"9007199254740993,".repeat(300_000)}1]`,
      /750,000 values/,
    ],
    ["texts without commas between them", `[${'""'.repeat(2_000_001)}]`, /750,000 values/],
    ["lists in lists", `${"[".repeat(65)}${"]".repeat(65)}`, /64 levels/],
    ["objects in objects without an end", '{"a":'.repeat(100_000), /64 levels/],
    [
      "ever new names",
      `[${Array.from({ length: 10_001 }, (_, at) => `{"k${at}":1}`).join()}]`,
      /10,000 different/,
    ],
    ["one endless text", `["${"x".repeat(wireBounds.stringLength + 1)}"]`, /characters in one text/],
  ])("%s are refused before anything is built", (_name, text, words) => {
    expect(() => parseWire(text)).toThrow(RangeError);
    expect(() => parseWire(text)).toThrow(words);
  });

  test("a page of 70,000 files with all their fields is within it", () => {
    const fields =
      '"group_id":1,"name":"a","size":1,"type":"b","url":"c","uploader":2,"created_at":3,"updated_at":4';
    const files = Array.from({ length: 70_000 }, (_, at) => `{"file_id":${at},${fields}}`);
    const page = parseWire(`{"code":200,"data":[${files.join()}]}`) as { data: readonly unknown[] };
    expect(page.data).toHaveLength(70_000);
  });
});

describe("writing", () => {
  test("a wire number leaves as a JSON number with all its digits", () => {
    expect(writeWire({ group_id: wireNumber("9007199254740993"), list: [wireNumber("-1")] })).toBe(
      '{"group_id":9007199254740993,"list":[-1]}',
    );
  });

  test.each(["", "1.5", "1e3", '"', "1,2", "00", "0x1", " 1"])("%j is no wire number", (digits) => {
    expect(() => wireNumber(digits)).toThrow(RangeError);
  });

  test("every int64 comes back digit by digit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const digits = value.toString();
        expect(String(parseWire(writeWire(wireNumber(digits))))).toBe(digits);
      }),
    );
  });
});
