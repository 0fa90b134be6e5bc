import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWire, wireNumber, writeWire } from "../../../main/platform/wire-json.ts";

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
