import { boxAround, type Corners, overlap, type Point } from "./pixels.ts";
import type { SeenCode } from "./zxing.ts";

export interface FoundCode extends SeenCode {
  readonly engine: "zxing" | "zbar" | "qr" | "jsqr";
}

export interface FoundCodes {
  readonly all: readonly FoundCode[];
  /** Keeps what is new and says whether anything was. */
  add(codes: readonly FoundCode[]): boolean;
  /** Whether a code already read lies there. */
  isTaken(point: Point): boolean;
  isClaimed(corners: Corners): boolean;
}

/** The codes of one picture; each place is read once, the same text elsewhere is a second code. */
export function foundCodes(onFound?: (codes: readonly FoundCode[]) => void): FoundCodes {
  const all: FoundCode[] = [];
  const isTaken = (point: Point) => all.some((code) => isWithin(point, code.corners));
  return {
    all,
    add(codes) {
      const before = all.length;
      for (const code of codes) if (!all.some((known) => isSame(known, code))) all.push(code);
      if (all.length === before) return false;
      onFound?.([...all]);
      return true;
    },
    isTaken,
    isClaimed: (corners) => isTaken(middleOf(corners)),
  };
}

function isSame(one: FoundCode, two: FoundCode): boolean {
  const [a, b] = [boxAround(one.corners), boxAround(two.corners)];
  const [areaA, areaB] = [a.width * a.height, b.width * b.height];
  const isText = one.text.trim() === two.text.trim();
  // A small code may stand inside a large one.
  return overlap(a, b) > 0.5 && (isText || Math.min(areaA, areaB) > 0.5 * Math.max(areaA, areaB));
}

/** Left of no side, going round; either way round, for mirrored codes. */
function isWithin(point: Point, corners: Corners): boolean {
  const sides = corners.map((corner, at) => {
    const next = corners[(at + 1) % 4] ?? corner;
    return (next.x - corner.x) * (point.y - corner.y) - (next.y - corner.y) * (point.x - corner.x) >= 0;
  });
  return sides.every((side) => side) || sides.every((side) => !side);
}

function middleOf(corners: Corners): Point {
  const sum = (pick: (corner: Point) => number) => corners.reduce((total, corner) => total + pick(corner), 0);
  return { x: sum(({ x }) => x) / 4, y: sum(({ y }) => y) / 4 };
}
