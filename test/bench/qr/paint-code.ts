import type { Corners, Pixels, Point } from "../../../shared/qr-reader/pixels.ts";
import { blend, type Colour } from "./canvas.ts";
import type { Matrix } from "./code-matrix.ts";
import { toSquare } from "./homography.ts";

export interface CodeStyle {
  readonly dark: Colour;
  readonly light: Colour;
  readonly shape: "square" | "dot" | "round";
  /** The three marks in the corners; round is how designers like them. */
  readonly finders?: "square" | "round";
  /** Modules of quiet zone that belong to the drawing; 0 puts the code on the bare ground. */
  readonly quiet: number;
  /** Side of a logo in the middle as a share of the code. */
  readonly logo: number;
  /** Samples per pixel and direction: 1 gives hard pixels. */
  readonly samples: number;
  /** A finger, a tear or a spot over the code: in its own coordinates, 0 to 1. */
  readonly spots?: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
}

export const plainStyle: CodeStyle = {
  dark: [0, 0, 0],
  light: [255, 255, 255],
  shape: "square",
  quiet: 4,
  logo: 0,
  samples: 3,
};

/** Draws a code, with its quiet zone, so that it fills the four corners (swap two of them to mirror it). */
export function paintCode(on: Pixels, matrix: Matrix, style: CodeStyle, corners: Corners): void {
  const across = matrix.size + 2 * style.quiet;
  const map = toSquare(corners);
  const xs = corners.map((corner) => corner.x);
  const ys = corners.map((corner) => corner.y);
  const { samples } = style;
  for (let y = Math.max(0, Math.floor(Math.min(...ys))); y < Math.min(on.height, Math.max(...ys)); y++) {
    for (let x = Math.max(0, Math.floor(Math.min(...xs))); x < Math.min(on.width, Math.max(...xs)); x++) {
      let [dark, light] = [0, 0];
      for (let sample = 0; sample < samples * samples; sample++) {
        const at = map(
          x + ((sample % samples) + 0.5) / samples,
          y + (Math.floor(sample / samples) + 0.5) / samples,
        );
        if (at.x < 0 || at.y < 0 || at.x >= 1 || at.y >= 1) continue;
        if (isDark(matrix, style, at.x * across - style.quiet, at.y * across - style.quiet)) dark += 1;
        else light += 1;
      }
      if (light > 0) blend(on, x, y, style.light, light / (samples ** 2 - dark));
      if (dark > 0) blend(on, x, y, style.dark, dark / samples ** 2);
    }
  }
}

/** An upright square, or turned clockwise about its middle. */
export function squareAt(x: number, y: number, side: number, degrees = 0): Corners {
  const angle = (degrees * Math.PI) / 180;
  const [middleX, middleY] = [x + side / 2, y + side / 2];
  const turn = (dx: number, dy: number): Point => ({
    x: middleX + (dx * Math.cos(angle) - dy * Math.sin(angle)) * side,
    y: middleY + (dx * Math.sin(angle) + dy * Math.cos(angle)) * side,
  });
  return [turn(-0.5, -0.5), turn(0.5, -0.5), turn(0.5, 0.5), turn(-0.5, 0.5)];
}

function isDark(
  { size, dark }: Matrix,
  { shape, finders, logo, spots = [] }: CodeStyle,
  x: number,
  y: number,
): boolean {
  if (x < 0 || y < 0 || x >= size || y >= size) return false;
  if (logo > 0 && Math.max(Math.abs(x / size - 0.5), Math.abs(y / size - 0.5)) < logo / 2) {
    return Math.hypot(x / size - 0.5, y / size - 0.5) < logo * 0.36;
  }
  if (spots.some((spot) => Math.hypot(x / size - spot.x, y / size - spot.y) < spot.radius)) return false;
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (finders === "round" && isFinder(size, column, row)) {
    const away = Math.hypot(x - (column < 8 ? 3.5 : size - 3.5), y - (row < 8 ? 3.5 : size - 3.5));
    return away < 1.6 || (away > 2.5 && away < 3.6);
  }
  const has = (c: number, r: number) =>
    c >= 0 && r >= 0 && c < size && r < size && dark[r * size + c] === true;
  if (!has(column, row)) return false;
  if (shape === "square" || isFinder(size, column, row)) return true;
  const [dx, dy] = [x - column - 0.5, y - row - 0.5];
  if (Math.hypot(dx, dy) < (shape === "dot" ? 0.46 : 0.5)) return true;
  return shape === "round" && has(column + Math.sign(dx), row) && has(column, row + Math.sign(dy));
}

function isFinder(size: number, column: number, row: number): boolean {
  return (row < 8 && (column < 8 || column >= size - 8)) || (column < 8 && row >= size - 8);
}
