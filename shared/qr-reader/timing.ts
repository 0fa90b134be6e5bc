import type { Grey } from "./grey.ts";
import type { Corners, Point } from "./pixels.ts";

/**
 * How well the two dotted lines between the marks of a code alternate, 0 to 1. Marks that belong to different codes,
 * or to none, have no such lines between them.
 */
export function timingOf(image: Grey, corners: Corners, modules: number): number {
  const [topLeft, topRight, , bottomLeft] = corners;
  const inner = modules - 14;
  if (inner < 3) return 0;
  const line = (from: Point, to: Point, beside: Point) =>
    Math.min(1.2, countSteps(image, from, to, beside, modules) / (inner - 1));
  const fault = (rate: number) => Math.abs(1 - rate);
  const across = fault(line(topLeft, topRight, bottomLeft));
  const down = fault(line(topLeft, bottomLeft, topRight));
  return Math.max(0, 1 - across - down);
}

/** Changes between dark and light along the seventh row, from mark to mark. */
function countSteps(
  { width, height, data }: Grey,
  from: Point,
  to: Point,
  beside: Point,
  modules: number,
): number {
  const count = Math.min(600, Math.round((modules - 14) * 4));
  const values: number[] = [];
  for (let index = 0; index < count; index++) {
    const u = (7 + ((index + 0.5) / count) * (modules - 14)) / modules;
    const v = 6.5 / modules;
    const x = Math.round(from.x + (to.x - from.x) * u + (beside.x - from.x) * v - 0.5);
    const y = Math.round(from.y + (to.y - from.y) * u + (beside.y - from.y) * v - 0.5);
    if (x >= 0 && y >= 0 && x < width && y < height) values.push(data[y * width + x] ?? 0);
  }
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (high - low < 12) return 0;
  let [steps, isHigh] = [0, (values[0] ?? 0) > (low + high) / 2];
  for (const value of values) {
    const level = isHigh ? 0.42 : 0.58;
    if (value > low + (high - low) * level === isHigh) continue;
    steps += 1;
    isHigh = !isHigh;
  }
  return steps;
}
