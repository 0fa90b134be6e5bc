import { type AppError, toAppError } from "../shared/errors.ts";

interface WindowAnswer<Row> {
  readonly revision: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

/** What a store holds of a long list. Rows are asked for by index; the list itself is never whole. */
export interface ListWindows<Row> {
  /** Null before the first answer. */
  readonly total: number | null;
  readonly revision: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly loadError: AppError | null;
}

export interface WindowReader {
  /** Reads the windows that hold these rows (inclusive), and their neighbours, where not read yet. */
  ensureRange(from: number, to: number): void;
  /** Something changed: reads again what is on screen, and resolves when it is; the rest is read again when it is scrolled to. */
  reload(): Promise<void>;
  /** Another question (search, sort, group): the old rows stay on screen until the first answer. */
  restart(options?: { readonly clear: boolean }): void;
}

export const windowSize = 100;
const keptWindows = 24;

export const noWindows: ListWindows<never> = {
  total: null,
  revision: -1,
  rowAt: () => undefined,
  loadError: null,
};

interface ReadWindow<Row> {
  readonly revision: number;
  readonly epoch: number;
  readonly rows: readonly Row[];
}

/** Reads a long list in windows of 100, keeps the last 24 of them, and drops answers that come too late. */
export function createWindowReader<Row>(
  read: (offset: number, limit: number) => Promise<WindowAnswer<Row>>,
  publish: (list: ListWindows<Row>) => void,
): WindowReader {
  // In order of use: the first is the one to forget. Windows of an older revision are shown until read again.
  const windows = new Map<number, ReadWindow<Row>>();
  const underWay = new Map<number, number>();
  let total: number | null = null;
  let revision = -1;
  // An answer counts only for the question (generation) and the state of the world (epoch) it was asked in.
  let generation = 0;
  let answeredGeneration = 0;
  let epoch = 0;
  let loadError: AppError | null = null;
  let lateAnswers = 0;
  let range = { from: 0, to: 0 };

  function announce() {
    const held = new Map(windows);
    const rowAt = (index: number) => held.get(Math.floor(index / windowSize))?.rows[index % windowSize];
    publish({ total, revision, rowAt, loadError });
  }

  function isFresh(index: number): boolean {
    const held = windows.get(index);
    return held !== undefined && held.revision === revision && held.epoch === epoch;
  }

  function touch(index: number) {
    const held = windows.get(index);
    if (!held) return;
    windows.delete(index);
    windows.set(index, held);
  }

  async function fetchWindow(index: number): Promise<void> {
    const asked = { generation, epoch };
    underWay.set(index, epoch);
    try {
      const answer = await read(index * windowSize, windowSize);
      if (asked.generation !== generation) return;
      if (underWay.get(index) === asked.epoch) underWay.delete(index);
      accept(index, answer, asked.epoch);
    } catch (cause) {
      if (asked.generation !== generation) return;
      if (underWay.get(index) === asked.epoch) underWay.delete(index);
      loadError = toAppError(cause);
      announce();
    }
  }

  function accept(index: number, answer: WindowAnswer<Row>, askedEpoch: number) {
    if (answer.revision < revision && lateAnswers < 3) {
      // Older than what is on screen: ask again rather than show the past, but not for ever.
      lateAnswers += 1;
      ensureRange(range.from, range.to);
      return;
    }
    lateAnswers = 0;
    if (answeredGeneration !== generation) {
      windows.clear();
      answeredGeneration = generation;
    }
    revision = answer.revision;
    total = answer.total;
    loadError = null;
    windows.delete(index);
    windows.set(index, { revision, epoch: askedEpoch, rows: answer.rows });
    for (const [oldest] of windows) {
      if (windows.size <= keptWindows) break;
      windows.delete(oldest);
    }
    announce();
    ensureRange(range.from, range.to);
  }

  /** The reads that were still to be made, each of which settles and never rejects. */
  function ensureRange(from: number, to: number): readonly Promise<void>[] {
    range = { from, to };
    const last = total === null ? 0 : Math.max(0, Math.ceil(total / windowSize) - 1);
    const first = Math.min(last, Math.floor(from / windowSize));
    const end = Math.min(last, Math.floor(to / windowSize));
    const wanted: number[] = [];
    for (let index = first; index <= end; index += 1) wanted.push(index);
    // The neighbour on the side towards which the screen is nearest: the next scroll finds it there.
    if (from % windowSize < windowSize / 4 && first > 0) wanted.push(first - 1);
    if (to % windowSize > (windowSize * 3) / 4 && end < last) wanted.push(end + 1);
    return wanted.flatMap((index) => {
      touch(index);
      return isFresh(index) || underWay.get(index) === epoch ? [] : fetchWindow(index);
    });
  }

  return {
    ensureRange: (from, to) => void ensureRange(from, to),
    async reload() {
      epoch += 1;
      await Promise.all(ensureRange(range.from, range.to));
    },
    restart(options) {
      generation += 1;
      epoch += 1;
      range = { from: 0, to: 0 };
      underWay.clear();
      loadError = null;
      if (options?.clear) {
        windows.clear();
        total = null;
        revision = -1;
        answeredGeneration = generation;
        announce();
      }
      ensureRange(0, 0);
    },
  };
}
