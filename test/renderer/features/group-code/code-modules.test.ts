import { expect, test } from "vitest";
import { codeModules, picturePlace } from "../../../../renderer/features/group-code/code-modules.ts";
import { coverOf } from "./covered-blocks.ts";

/** The most bytes that level H holds in each version a code with a picture may have, and one that must grow to the next of them. */
const lengths = [34, 44, 58, 64, 194, 220, 250, 280, 310, 338, 382, 403, 658, 698, 742, 790, 842, 898, 958];
const longestOfH = 1273;

test("the plate for a picture covers less than half of what can be made good, and no mark of the code", () => {
  for (const length of lengths) {
    const text = "x".repeat(length);
    const modules = codeModules(text, { hasPlate: true });
    expect(modules.plate).toBeGreaterThanOrEqual(7);
    const { marks, worst, correctable } = coverOf(text, modules);
    expect({ length, marks }).toEqual({ length, marks: 0 });
    expect({ length, isHarmless: worst <= correctable / 2 }).toEqual({ length, isHarmless: true });
  }
});

test("the plate is white, in the middle, and holds the picture with a rim", () => {
  const modules = codeModules("x".repeat(150), { hasPlate: true });
  const { size, plate, isDark } = modules;
  const middle = (size - 1) / 2;
  const reach = (plate - 1) / 2;
  for (let at = -reach; at <= reach; at += 1) {
    expect(isDark(middle + at, middle)).toBe(false);
    expect(isDark(middle, middle + at)).toBe(false);
  }
  const { at, side } = picturePlace(modules);
  expect(side).toBeLessThan(plate);
  expect(at + side / 2).toBe(middle + 0.5 + 4);
});

test("without a picture, or with a text too long for the strongest correction, nothing is left out", () => {
  expect(codeModules("short").plate).toBe(0);
  for (const length of [longestOfH, 2000]) {
    const text = "x".repeat(length);
    expect(codeModules(text, { hasPlate: true })).toMatchObject({ plate: 0, size: codeModules(text).size });
  }
});
