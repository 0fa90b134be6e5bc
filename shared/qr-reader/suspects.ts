import type { Finder } from "./finders.ts";
import type { Grey } from "./grey.ts";
import type { Corners, Point } from "./pixels.ts";
import { distance } from "./straighten.ts";
import { timingOf } from "./timing.ts";

/** A place that looks like a code: its corners as far as its marks tell, and how wide its modules are about. */
export interface Suspect {
  readonly corners: Corners;
  /** Pixels of a module. */
  readonly pitch: number;
  /** The middles of its marks, as far as they were seen. */
  readonly marks: readonly Point[];
  /** How sure the dotted lines between the marks are, 0 to 1. */
  readonly timing: number;
}

interface Triple extends Suspect {
  /** How far from a square with equal marks; 0 is perfect. */
  readonly fault: number;
}

/** An engine saw something there but tells no more than the corners. */
export function guessed(corners: Corners): Suspect {
  return { corners, pitch: spanOf(corners) / usualModules, marks: [], timing: 0 };
}

/** Whether it has four sides of comparable length: an engine's guess may be a line or a point. */
export function isSquarish(corners: Corners): boolean {
  const sides = corners.map((corner, at) => distance(corner, corners[(at + 1) % 4] ?? corner));
  return Math.min(...sides) >= 10 && Math.max(...sides) < 5 * Math.min(...sides);
}

/** The longest side. */
export function spanOf(corners: Corners): number {
  return Math.max(...corners.map((corner, at) => distance(corner, corners[(at + 1) % 4] ?? corner)));
}

const mostMarks = 60;
const mostTriples = 150;
/** Modules of a code with a link in it. */
const usualModules = 33;

/** Every three marks that could be those of one code, best first. */
export function suspectsOf(image: Grey, finders: readonly Finder[]): readonly Suspect[] {
  return triplesOf(finders)
    .map((triple) => {
      const timing = timingOf(
        image,
        triple.corners,
        Math.round((spanOf(triple.corners) / triple.pitch - 17) / 4) * 4 + 17,
      );
      return { ...triple, timing, fault: triple.fault - timing };
    })
    .sort((a, b) => a.fault - b.fault);
}

function triplesOf(finders: readonly Finder[]): readonly Triple[] {
  const marks = finders.slice(0, mostMarks);
  const triples: Triple[] = [];
  for (const [at, one] of marks.entries()) {
    for (const [next, two] of marks.entries()) {
      if (next <= at || !isAlike(one, two)) continue;
      for (const three of marks.slice(next + 1)) {
        const triple = isAlike(one, three) && isAlike(two, three) ? tripleOf(one, two, three) : null;
        if (triple !== null) triples.push(triple);
      }
    }
  }
  return triples.sort((a, b) => a.fault - b.fault).slice(0, mostTriples);
}

function isAlike(one: Finder, two: Finder): boolean {
  return one.isInverted === two.isInverted && Math.max(one.pitch / two.pitch, two.pitch / one.pitch) < 1.7;
}

function tripleOf(one: Finder, two: Finder, three: Finder): Triple | null {
  const [corner, a, b] = cornerFirst(one, two, three);
  const [alongA, alongB] = [minus(a, corner), minus(b, corner)];
  const cross = alongA.x * alongB.y - alongA.y * alongB.x;
  const [right, below] = cross > 0 ? [a, b] : [b, a];
  const [across, down] = [minus(right, corner), minus(below, corner)];
  const [wide, high] = [Math.hypot(across.x, across.y), Math.hypot(down.x, down.y)];
  const cosine = (across.x * down.x + across.y * down.y) / (wide * high);
  const uneven = Math.abs(Math.log(wide / high));
  const tilt = Math.max(Math.abs(across.x), Math.abs(across.y)) / wide;
  const pitch = ((corner.pitch + a.pitch + b.pitch) / 3) * tilt;
  const legs = (wide + high) / 2 / pitch;
  if (Math.abs(cosine) > 0.6 || uneven > 0.7 || legs < 9 || legs > 185) return null;
  const unlike = Math.log(
    Math.max(one.pitch, two.pitch, three.pitch) / Math.min(one.pitch, two.pitch, three.pitch),
  );
  return {
    marks: [corner, right, below],
    corners: cornersOf(corner, across, down, 3.5 / legs),
    pitch,
    timing: 0,
    // Short sides first: marks of neighbouring codes make larger squares than those of one.
    fault: Math.abs(cosine) + uneven + unlike + legs / 150,
  };
}

/** The marks stand 3.5 modules inside the corners. */
function cornersOf(corner: Point, across: Point, down: Point, inset: number): Corners {
  const at = (u: number, v: number) => ({
    x: corner.x + across.x * u + down.x * v + 0.5,
    y: corner.y + across.y * u + down.y * v + 0.5,
  });
  return [at(-inset, -inset), at(1 + inset, -inset), at(1 + inset, 1 + inset), at(-inset, 1 + inset)];
}

/** The mark opposite the longest side stands in the corner. */
function cornerFirst(one: Finder, two: Finder, three: Finder): [Finder, Finder, Finder] {
  const [a, b, c] = [distance(two, three), distance(one, three), distance(one, two)];
  if (a >= b && a >= c) return [one, two, three];
  return b >= c ? [two, one, three] : [three, one, two];
}

function minus(one: Point, two: Point): Point {
  return { x: one.x - two.x, y: one.y - two.y };
}
