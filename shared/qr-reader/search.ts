import { softened } from "./filters.ts";
import { type Finder, findFinders } from "./finders.ts";
import type { FoundCodes } from "./found-codes.ts";
import { type Grey, reduced } from "./grey.ts";
import { type Look, lookAt, placed, quickLook, sharpLooks } from "./looks.ts";
import type { Point } from "./pixels.ts";
import { guessed, type Suspect, suspectsOf } from "./suspects.ts";
import type { Variant } from "./variants.ts";
import { type Effort, readWithZxing, type SeenCode } from "./zxing.ts";

interface ScaledPicture {
  readonly grey: Grey;
  /** Its pixels for one of the picture's own. */
  readonly scale: number;
}

const softenedPixels = 3_000_000;

interface Search {
  /** Looks at every suspect that is not read yet, then at those left in the next way, until the time is up. */
  look(suspects: readonly Suspect[], looks: readonly Look[], until: number): void;
  /** Those not read yet. */
  left(suspects: readonly Suspect[]): readonly Suspect[];
  /** Reads the whole picture, reduced by `factor`; gives what looked like a code and could not be read. */
  whole(effort: Effort, factor?: number): readonly Suspect[];
}

/** Seeks codes in a variant of the picture that has `scale` pixels for one of the picture's own. */
export function searchIn(grey: Grey, scale: number, found: FoundCodes, now: () => number): Search {
  const back = ({ x, y }: Point) => ({ x: x / scale, y: y / scale });
  const isRead = ({ marks, corners }: Suspect) =>
    marks.length > 0
      ? marks.some((mark) => found.isTaken(back(mark)))
      : found.isClaimed(placed({ text: "", corners }, back).corners);
  return {
    look(suspects, looks, until) {
      for (const look of looks) {
        for (const suspect of suspects) {
          if (now() >= until) return;
          if (isRead(suspect)) continue;
          found.add(lookAt(grey, suspect, look).map((code) => placed(code, back)));
        }
      }
    },
    left: (suspects) => suspects.filter((suspect) => !isRead(suspect)),
    whole(effort, factor = 1) {
      const { codes, unread } = readWithZxing(factor > 1 ? reduced(grey, factor) : grey, effort);
      found.add(codes.map((code) => ({ ...scaled(code, factor / scale), engine: "zxing" as const })));
      return unread.map((corners) => guessed(scaled({ text: "", corners }, factor).corners));
    },
  };
}

export function marksIn(grey: Grey): readonly Finder[] {
  return findFinders(grey, grey.height > 2500 ? 3 : 2);
}

/** Where three marks stand as those of a code do; the unsure ones lack the dotted lines between. */
export function suspectsIn(
  grey: Grey,
  marks: readonly Finder[],
): {
  readonly sure: readonly Suspect[];
  readonly unsure: readonly Suspect[];
} {
  const suspects = suspectsOf(grey, marks);
  return {
    sure: suspects.filter((suspect) => suspect.timing > 0.6),
    unsure: suspects.filter((suspect) => suspect.timing <= 0.6).slice(0, 20),
  };
}

/** Whether neighbouring pixels differ as they do in photos taken in poor light, by a sample. */
export function isGrainy({ data }: Grey): boolean {
  const step = Math.max(1, Math.floor(data.length / 5000));
  let [rough, seen] = [0, 0];
  for (let at = 1; at + 1 < data.length; at += step) {
    seen += 1;
    if (Math.abs(2 * (data[at] ?? 0) - (data[at - 1] ?? 0) - (data[at + 1] ?? 0)) >= 6) rough += 1;
  }
  return rough > seen / 2;
}

/** Less noise: marks show that grain had broken up. */
export function calmed(grey: Grey): ScaledPicture {
  return grey.data.length > softenedPixels
    ? { grey: reduced(grey, 2), scale: 0.5 }
    : { grey: softened(grey, 1), scale: 1 };
}

export function tryMarks(
  { grey, scale }: ScaledPicture,
  found: FoundCodes,
  now: () => number,
  end: number,
): void {
  const { sure, unsure } = suspectsIn(grey, marksIn(grey));
  searchIn(grey, scale, found, now).look([...sure, ...unsure], [quickLook, ...sharpLooks], end);
}

export function tryVariant(
  grey: Grey,
  { scale, threshold }: Variant,
  found: FoundCodes,
  now: () => number,
  end: number,
): void {
  const search = searchIn(grey, scale, found, now);
  const { sure, unsure } = suspectsIn(grey, marksIn(grey));
  const unread = search.whole(threshold ? { threshold } : {});
  search.look([...sure, ...unread], [quickLook, ...sharpLooks], end);
  search.look(unsure.slice(0, 6), [quickLook], end);
}

export function scaled<T extends SeenCode>(code: T, factor: number): T {
  return placed(code, ({ x, y }) => ({ x: x * factor, y: y * factor }));
}
