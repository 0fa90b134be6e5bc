import { expect, test } from "vitest";
import { inReadingOrder } from "../../../renderer/features/join/reading-order.ts";
import type { Corners } from "../../../shared/qr-reader/pixels.ts";

function code(name: string, x: number, y: number, side = 100) {
  const corners: Corners = [
    { x, y },
    { x: x + side, y },
    { x: x + side, y: y + side },
    { x, y: y + side },
  ];
  return { name, corners };
}

test("codes are counted line by line, though those of a line stand a little higher or lower", () => {
  const codes = [
    code("second line", 10, 220),
    code("right", 400, 12),
    code("left", 20, 30),
    code("middle, small", 200, 60, 50),
    code("second line, right", 300, 205),
  ];
  expect(inReadingOrder(codes).map(({ name }) => name)).toEqual([
    "left",
    "middle, small",
    "right",
    "second line",
    "second line, right",
  ]);
});

test("no codes are in order", () => {
  expect(inReadingOrder([])).toEqual([]);
});
