import { describe, expect, test } from "vitest";
import { z } from "zod";
import { date, flag, id, ids, listOf, text, timeToMs, toWire } from "../../../main/backends/wire-fields.ts";
import { writeWire } from "../../../main/platform/wire-json.ts";

describe("ids", () => {
  test.each([
    [2302128618880, "2302128618880"],
    ["9007199254740993", "9007199254740993"],
    ["007", "7"],
    [-1, "-1"],
  ])("%j is read as %s", (value, expected) => {
    expect(id.parse(value)).toBe(expected);
  });

  test.each([1.5, 2 ** 53, "", "abc", "1e3", null, "12345678901234567890"])("%j is no id", (value) => {
    expect(id.safeParse(value).success).toBe(false);
  });

  test("leave as numbers wherever their schema says so, and texts of digits stay texts", () => {
    const schema = z.object({
      group_id: id,
      user_list: ids,
      name: text,
      on: flag,
      list: z.array(z.object({ id })),
    });
    const value = {
      group_id: "9007199254740993",
      user_list: ["1", "9007199254740993"],
      name: "12",
      on: true,
      list: [{ id: "5" }],
    };
    expect(writeWire(toWire(schema, value))).toBe(
      '{"group_id":9007199254740993,"user_list":[1,9007199254740993],"name":"12","on":true,"list":[{"id":5}]}',
    );
  });
});

describe("lists inside an answer", () => {
  test("are read up to the first fault, which is named", () => {
    let looked = 0;
    const item = z.unknown().refine((value) => {
      looked += 1;
      return value === 1;
    });
    const parsed = z.object({ list: listOf(item) }).safeParse({ list: [1, 1, 2, 2, 2, 1] });
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([["list", 2]]);
    expect(looked).toBe(3);
  });

  test("are not read at all beyond their bound", () => {
    const parsed = listOf(z.number(), 3).safeParse(["a", "b", "c", "d"]);
    expect(parsed.error?.issues.map(({ code }) => code)).toEqual(["too_big"]);
    expect(listOf(text).parse(["a", "b"])).toEqual(["a", "b"]);
  });
});

describe("times", () => {
  test.each([
    [1569586735861, 1569586735861],
    [1569586735, 1569586735000],
    ["1569586735861", 1569586735861],
    ["2019-09-27T12:18:55Z", 1569586735000],
    [-1, -1],
    [0, 0],
  ])("%j is read as %i ms", (value, expected) => {
    expect(timeToMs(value)).toBe(expected);
    expect(date.parse(value)).toBe(expected);
  });

  test("a text that is no time is refused", () => {
    expect(timeToMs("soon")).toBeNull();
    expect(date.safeParse("soon").success).toBe(false);
  });
});
