import { median, percentile } from "../figure.ts";
import type { Read } from "./rivals.ts";
import type { PictureSet } from "./set-of-pictures.ts";

/** What one reader made of one set. */
export interface Score {
  readonly reader: string;
  readonly pictures: number;
  readonly codes: number;
  readonly found: number;
  /** Pictures of which every code was read. */
  readonly complete: number;
  /** Texts that stand in no code of their picture. */
  readonly wrong: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Milliseconds to the first code, where any was found; the same as a whole reading for readers that tell at the end. */
  readonly firstMs: number;
}

export interface Outcome {
  readonly set: string;
  readonly scores: readonly Score[];
  /** What some rival read and ours did not. */
  readonly missed: readonly string[];
}

/** Our own reader also says when it had its first code. */
export type OwnRead = (image: Parameters<Read>[0], onFirst: () => void) => Promise<readonly string[]>;

interface Tally {
  found: number;
  complete: number;
  wrong: number;
  readonly times: number[];
  readonly firsts: number[];
}

/** Every reader reads every picture, in turns, so that a slow moment of the machine hits all alike. */
export async function measure(
  { name, pictures }: PictureSet,
  ours: OwnRead,
  others: Readonly<Record<string, Read>>,
): Promise<Outcome> {
  const tallies = new Map<string, Tally>();
  const missed: string[] = [];
  let [count, codes] = [0, 0];
  for await (const { kind, image, texts } of pictures) {
    count += 1;
    codes += texts.length;
    const read = async (reader: string, run: OwnRead) => {
      const tally = tallies.get(reader) ?? { found: 0, complete: 0, wrong: 0, times: [], firsts: [] };
      tallies.set(reader, tally);
      const begin = performance.now();
      let first = Number.NaN;
      const answer = await run(image, () => {
        if (Number.isNaN(first)) first = performance.now() - begin;
      });
      const took = performance.now() - begin;
      const found = texts.filter((text) => answer.includes(text));
      tally.times.push(took);
      if (found.length > 0) tally.firsts.push(Number.isNaN(first) ? took : first);
      tally.found += found.length;
      tally.complete += found.length === texts.length ? 1 : 0;
      tally.wrong += answer.filter((text) => !texts.includes(text)).length;
      return found;
    };
    const own = await read("ours", ours);
    for (const [reader, run] of Object.entries(others)) {
      const lost = (await read(reader, (pixels) => run(pixels))).filter((text) => !own.includes(text));
      missed.push(...lost.map((text) => `${kind} (picture ${count}): ${reader} reads ${text}`));
    }
  }
  const scores = [...tallies].map(([reader, tally]) => ({
    reader,
    pictures: count,
    codes,
    found: tally.found,
    complete: tally.complete,
    wrong: tally.wrong,
    medianMs: median(tally.times),
    p95Ms: percentile(tally.times, 0.95),
    firstMs: median(tally.firsts),
  }));
  return { set: name, scores, missed };
}
