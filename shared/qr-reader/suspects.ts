import type { Finder } from "./finders.ts";
import type { Grey } from "./grey.ts";
import type { Corners, Point } from "./pixels.ts";
import { distance } from "./straighten.ts";
import { timingOf } from "./timing.ts";

/** A place that looks like a code. Its corners are as far off as its marks cannot tell of perspective. */
export interface Suspect {
  readonly corners: Corners;
  /** About how many modules wide it is. */
  readonly modules: number;
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
  return { corners, modules: usualModules, marks: [], timing: 0 };
}

/** Whether it has four sides of comparable length: an engine's guess may be a line or a point. */
export function isSquarish(corners: Corners): boolean {
  const sides = corners.map((corner, at) => distance(corner, corners[(at + 1) % 4] ?? corner));
  return Math.min(...sides) >= 10 && Math.max(...sides) < 5 * Math.min(...sides);
}

const mostMarks = 400;
/** Up to so many marks are all held against each other; in a larger crowd only neighbours are. */
const fewMarks = 60;
const mostNeighbours = 20;
const mostTriples = 150;
/** In a crowd of codes most squares of marks belong to several: only the dotted lines between tell. */
const mostTriplesInCrowd = 5000;
/** Modules of a code with a link in it. */
const usualModules = 33;

/** Every three marks that could be those of one code, best first. */
export function suspectsOf(image: Grey, finders: readonly Finder[]): readonly Suspect[] {
  return triplesOf(finders)
    .map((triple) => {
      const modules = Math.max(21, Math.round((triple.modules - 17) / 4) * 4 + 17);
      const sizes = [modules, modules - 4, modules + 4].filter((size) => size >= 21);
      const timing = Math.max(...sizes.map((size) => timingOf(image, triple.corners, size)));
      return { ...triple, timing, fault: triple.fault - timing };
    })
    .sort((a, b) => a.fault - b.fault);
}

function triplesOf(finders: readonly Finder[]): readonly Triple[] {
  const marks = finders.slice(0, mostMarks);
  const triples: Triple[] = [];
  for (const corner of marks) {
    const others = neighboursOf(corner, marks);
    for (const [at, one] of others.entries()) {
      for (const two of others.slice(at + 1)) {
        const triple = isAlike(one, two) ? tripleOf(corner, one, two) : null;
        if (triple !== null) triples.push(triple);
      }
    }
  }
  return triples
    .sort((a, b) => a.fault - b.fault)
    .slice(0, marks.length > fewMarks ? mostTriplesInCrowd : mostTriples);
}

function neighboursOf(mark: Finder, marks: readonly Finder[]): readonly Finder[] {
  const alike = marks.filter((other) => other !== mark && isAlike(mark, other));
  if (marks.length <= fewMarks) return alike;
  return alike.sort((a, b) => distance(mark, a) - distance(mark, b)).slice(0, mostNeighbours);
}

function isAlike(one: Finder, two: Finder): boolean {
  return one.isInverted === two.isInverted && Math.max(one.pitch / two.pitch, two.pitch / one.pitch) < 1.7;
}

/** Null where the first is not the one in the corner: opposite the longest side. */
function tripleOf(corner: Finder, a: Finder, b: Finder): Triple | null {
  if (distance(a, b) < Math.max(distance(corner, a), distance(corner, b))) return null;
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
  const pitches = [corner.pitch, a.pitch, b.pitch];
  const unlike = Math.log(Math.max(...pitches) / Math.min(...pitches));
  return {
    marks: [corner, right, below],
    corners: cornersOf(corner, across, down, 3.5 / legs),
    modules: legs + 7,
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

function minus(one: Point, two: Point): Point {
  return { x: one.x - two.x, y: one.y - two.y };
}
