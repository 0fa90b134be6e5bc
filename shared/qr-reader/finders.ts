import { type Edges, edgesFor, findEdges } from "./edges.ts";
import type { Grey } from "./grey.ts";

/** One of the three square marks of a code: a dot in a ring, 1:1:3:1:1 in every direction. */
export interface Finder {
  readonly x: number;
  readonly y: number;
  /** Width of one module along the row and the column, in pixels. */
  readonly pitch: number;
  /** Light on dark. */
  readonly isInverted: boolean;
  readonly hits: number;
}

const least = 18;

/** All marks that could belong to a code, surest first. `step` is the distance of the rows that are looked at. */
export function findFinders(image: Grey, step = 2): readonly Finder[] {
  const { width, height, data } = image;
  const row = edgesFor(width + 2);
  const probe = edgesFor(Math.max(width, height) + 2);
  const done: Mark[] = [];
  let open: Mark[] = [];
  for (let y = 1; y < height; y += step) {
    // In a picture full of grain thousands are found: only those near this row may be met again.
    const isNear = (mark: Mark) => mark.y + 4 * mark.pitch >= y;
    if (!open.every(isNear)) {
      done.push(...open.filter((mark) => !isNear(mark)));
      open = open.filter(isNear);
    }
    findEdges(data, y * width, 1, width, least, row, true);
    for (let first = 0; first + 6 <= row.count; first++) {
      const pitch = pitchOf(row, first);
      if (pitch === 0) continue;
      const x = ((row.at[first + 2] ?? 0) + (row.at[first + 3] ?? 0)) / 2;
      const isInverted = (row.height[first] ?? 0) > 0;
      const known = open.find((other) => isAt(other, x, y, pitch, isInverted));
      if (known !== undefined) {
        known.hits += 1;
        continue;
      }
      const mark = confirmed(image, x, y, pitch, isInverted, probe);
      if (mark !== null && !open.some((other) => isAt(other, mark.x, mark.y, mark.pitch, isInverted)))
        open.push(mark);
    }
  }
  return [...done, ...open].sort((one, two) => two.hits / two.pitch - one.hits / one.pitch);
}

interface Mark extends Finder {
  hits: number;
}

function isAt(other: Mark, x: number, y: number, pitch: number, isInverted: boolean): boolean {
  return (
    other.isInverted === isInverted &&
    Math.abs(other.x - x) < 1.5 * pitch &&
    Math.abs(other.y - y) < 2.5 * pitch &&
    Math.abs(other.pitch - pitch) < 0.5 * pitch + 0.5
  );
}

/** The same proportions must show in the column through the middle, and again in the row there. */
function confirmed(
  image: Grey,
  x: number,
  y: number,
  pitch: number,
  isInverted: boolean,
  probe: Edges,
): Mark | null {
  const down = across(image, x, y, pitch, isInverted, true, probe);
  if (down === null) return null;
  const along = across(image, x, down.middle, down.pitch, isInverted, false, probe);
  if (along === null) return null;
  return { x: along.middle, y: down.middle, pitch: (down.pitch + along.pitch) / 2, isInverted, hits: 1 };
}

function across(
  { width, height, data }: Grey,
  x: number,
  y: number,
  pitch: number,
  isInverted: boolean,
  isDown: boolean,
  probe: Edges,
) {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || row < 0 || column >= width || row >= height) return null;
  const middle = isDown ? row : column;
  const reach = Math.ceil(pitch * 7) + 2;
  const from = Math.max(0, middle - reach);
  const length = Math.min(isDown ? height : width, middle + reach + 1) - from;
  const start = isDown ? from * width + column : row * width + from;
  const isWhole = from === 0 || from + length === (isDown ? height : width);
  findEdges(data, start, isDown ? width : 1, length, least, probe, isWhole);
  for (let first = 0; first + 6 <= probe.count; first++) {
    const centre = from + ((probe.at[first + 2] ?? 0) + (probe.at[first + 3] ?? 0)) / 2;
    if (Math.abs(centre - 0.5 - middle) > pitch * 1.5 + 0.5 || (probe.height[first] ?? 0) > 0 !== isInverted)
      continue;
    const found = pitchOf(probe, first);
    if (found > pitch * 0.55 && found < pitch * 1.8) return { middle: centre - 0.5, pitch: found };
  }
  return null;
}

/** The width of a module if the six edges from `first` on stand as 1:1:3:1:1; otherwise 0. */
function pitchOf({ at, height }: Edges, first: number): number {
  const [a, b, c] = [at[first] ?? 0, at[first + 1] ?? 0, at[first + 2] ?? 0];
  const [d, e, f] = [at[first + 3] ?? 0, at[first + 4] ?? 0, at[first + 5] ?? 0];
  const unit = (f - a) / 7;
  // Ink that runs makes dark modules wider and light ones narrower.
  const slack = unit * 0.5 + 0.5;
  if (Math.abs(b - a - unit) > slack || Math.abs(f - e - unit) > slack) return 0;
  if (Math.abs(c - b - unit) > slack || Math.abs(e - d - unit) > slack) return 0;
  if (Math.abs(d - c - 3 * unit) > slack * 1.6) return 0;
  const heights = [0, 1, 2, 3, 4, 5].map((k) => Math.abs(height[first + k] ?? 0));
  return Math.min(...heights) * 5 > Math.max(...heights) ? unit : 0;
}
