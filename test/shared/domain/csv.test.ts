import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell, csvOf, parseCsv } from "../../../shared/domain/csv.ts";

/** Texts in which everything that CSV and spreadsheets care about is common. */
const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", " ", "'", "1", "a", "群", "\u200b"),
    )
    .map((characters) => characters.join("")),
);

test("no cell of any text begins a formula, whatever stands before its sign", () => {
  fc.assert(
    fc.property(text, (value) => {
      const [[shown = ""] = []] = parseCsv(
        csvOf([
          ["x", "y"],
          [value, "end"],
        ]),
      ).slice(1);
      const isNumber = /^-\d{1,19}(\.\d+)?$/.test(shown);
      expect(isNumber || !/^[\s\u200b]*[=+\-@\t\r]/.test(shown)).toBe(true);
    }),
  );
});

test("every cell comes back as it was, but for the apostrophe before a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
      const back = parseCsv(csvOf([["first", "second"], ...rows])).slice(1);
      // A blank cell is left out, unless the apostrophe made it one that is not.
      const isFilled = (value: string) => value.trim() !== "" || csvCell(value).startsWith("\"'");
      const filled = rows.filter((row) => row.some(isFilled));
      const kept = back.filter((row) => row.some((value) => value.trim() !== ""));
      expect(kept.map((row) => row.map((value) => value.replace(/^'/, "")))).toEqual(
        filled.map((row) => row.map((value) => value.replace(/^'/, ""))),
      );
    }),
  );
});

test("a file begins with the mark that makes Excel read UTF-8, and its lines end as RFC 4180 says", () => {
  expect(
    csvOf([
      ["id", "名字"],
      ["1", 'a "b", c'],
      [null, 2],
    ]),
  ).toBe('\uFEFFid,名字\r\n1,"a ""b"", c"\r\n,2\r\n');
});

test("formulas are defused, numbers and names are left alone", () => {
  expect(csvCell("=1+1")).toBe('"\'=1+1"');
  expect(csvCell(" @SUM(A1)")).toBe('"\' @SUM(A1)"');
  expect(csvCell("＝cmd")).toBe('"\'＝cmd"');
  expect(csvCell("-12.5")).toBe("-12.5");
  expect(csvCell("2302128618880")).toBe("2302128618880");
  expect(csvCell("李明-朗")).toBe("李明-朗");
});

test("lists separated by semicolons or tabs are read too, with and without a mark", () => {
  expect(parseCsv("\uFEFFid;name\r\n1;Ann\n\n2;Bob")).toEqual([
    ["id", "name"],
    ["1", "Ann"],
    ["2", "Bob"],
  ]);
  expect(parseCsv("1\tAnn\n")).toEqual([["1", "Ann"]]);
  expect(parseCsv("")).toEqual([]);
});
