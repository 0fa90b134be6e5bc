import { setImmediate as nextTurn } from "node:timers/promises";

/** The items in runs of at most `size`, in order. */
export function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const chunks: T[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

/** As many items as the main thread can read or hand on at once without being felt. */
const sliceSize = 1000;

/** The items in slices, one for no items; whatever else waits has its turn between two. */
export async function* inSlices<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  yield items.slice(0, sliceSize);
  for (let at = sliceSize; at < items.length; at += sliceSize) {
    await nextTurn();
    yield items.slice(at, at + sliceSize);
  }
}

/** Runs `fetch` for each item, up to `ahead` beyond the one being used, and yields the results in order. */
export async function* mapAhead<T, R>(
  items: readonly T[],
  ahead: number,
  fetch: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const started: Promise<R>[] = [];
  const start = (item: T) => {
    const result = fetch(item);
    // Whoever stops reading early leaves these promises unread; their errors then concern nobody.
    result.catch(() => undefined);
    started.push(result);
  };
  let next = 0;
  for (const item of items.slice(0, ahead)) start(item);
  next = started.length;
  for (let used = started.shift(); used !== undefined; used = started.shift()) {
    const result = await used;
    const item = items[next];
    if (next < items.length) {
      next += 1;
      start(item as T);
    }
    yield result;
  }
}
