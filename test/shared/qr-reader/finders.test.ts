import { expect, test } from "vitest";
import { findFinders } from "../../../shared/qr-reader/finders.ts";
import { greyOf } from "../../../shared/qr-reader/grey.ts";
import { suspectsOf } from "../../../shared/qr-reader/suspects.ts";
import { blank } from "../../bench/qr/canvas.ts";
import { matrixOf } from "../../bench/qr/code-matrix.ts";
import { paintCode, plainStyle, squareAt } from "../../bench/qr/paint-code.ts";

async function picture(side: number, degrees: number, quiet: number) {
  const matrix = await matrixOf("https://weixin.qq.com/g/AwYAALLELoeKLg", "M");
  const image = blank(500, 500, [255, 255, 255]);
  paintCode(image, matrix, { ...plainStyle, quiet }, squareAt(250 - side / 2, 250 - side / 2, side, degrees));
  return { grey: greyOf(image), modules: matrix.size };
}

test.each([
  { side: 70, degrees: 0, quiet: 4 },
  { side: 90, degrees: 7, quiet: 4 },
  { side: 300, degrees: 30, quiet: 4 },
  { side: 320, degrees: 45, quiet: 4 },
  { side: 500, degrees: 0, quiet: 0 },
  { side: 250, degrees: 180, quiet: 1 },
])(
  "the three marks of a code $side wide, turned by $degrees°, lead to its corners",
  async ({ side, degrees, quiet }) => {
    const { grey, modules } = await picture(side, degrees, quiet);
    const [best] = suspectsOf(grey, findFinders(grey));
    const pitch = side / (modules + 2 * quiet);
    const own = modules * pitch;
    const expected = squareAt(250 - own / 2, 250 - own / 2, own, degrees);
    expect(best?.timing).toBeGreaterThan(0.6);
    expect(best?.marks).toHaveLength(3);
    for (const [at, corner] of expected.entries()) {
      expect(
        Math.hypot(corner.x - (best?.corners[at]?.x ?? 0), corner.y - (best?.corners[at]?.y ?? 0)),
      ).toBeLessThan(1 + 1.2 * pitch);
    }
  },
);

test("a blank picture has no marks", () => {
  expect(findFinders(greyOf(blank(100, 100, [9, 9, 9])))).toEqual([]);
});
