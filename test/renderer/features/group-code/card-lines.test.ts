import fc from "fast-check";
import { expect, test } from "vitest";
import { cardLines } from "../../../../renderer/features/group-code/card-lines.ts";

const fits = (line: string) => [...line].length <= 12;

test("a name is broken at a space, or between two letters, and shortened after two lines", () => {
  expect(cardLines("Chess", fits)).toEqual(["Chess"]);
  expect(cardLines("Chess club of  the old town", fits)).toEqual(["Chess club", "of the old…"]);
  expect(cardLines("青禾读书会与周末徒步俱乐部", fits)).toEqual(["青禾读书会与周末徒步俱乐", "部"]);
  expect(cardLines("👨‍👩‍👧‍👦".repeat(5), fits)).toEqual(["👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦…"]);
});

test("whatever the name, there are at most two lines, and each fits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
      const lines = cardLines(name, fits);
      expect(lines.length).toBeGreaterThanOrEqual(1);
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect([...line].length).toBeLessThanOrEqual(13);
    }),
  );
});
