import type { Corners, Point } from "./pixels.ts";

/** How a point moves, before it is divided by its depth, for a step of one along a side of the unit square. */
interface Step extends Point {
  readonly depth: number;
}

/** The unit square laid on four corners as a plane seen in perspective: (0, 0) on the first, (1, 0) on the second. */
export function planeOf([p0, p1, p2, p3]: Corners): {
  readonly across: Step;
  readonly down: Step;
  readonly base: Point;
} {
  const [dx1, dx2, dx3] = [p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x];
  const [dy1, dy2, dy3] = [p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y];
  const area = dx1 * dy2 - dx2 * dy1;
  const g = area === 0 ? 0 : (dx3 * dy2 - dx2 * dy3) / area;
  const h = area === 0 ? 0 : (dx1 * dy3 - dx3 * dy1) / area;
  return {
    across: { x: p1.x - p0.x + g * p1.x, y: p1.y - p0.y + g * p1.y, depth: g },
    down: { x: p3.x - p0.x + h * p3.x, y: p3.y - p0.y + h * p3.y, depth: h },
    base: p0,
  };
}

/** Maps points of the unit square to the picture. */
export function fromSquare(corners: Corners): (u: number, v: number) => Point {
  const { across, down, base } = planeOf(corners);
  return (u, v) => {
    const depth = across.depth * u + down.depth * v + 1;
    return {
      x: (across.x * u + down.x * v + base.x) / depth,
      y: (across.y * u + down.y * v + base.y) / depth,
    };
  };
}
