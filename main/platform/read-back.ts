import { setTimeout as sleep } from "node:timers/promises";
import { saysNo } from "../../shared/errors.ts";

interface ReadBackOptions {
  /** Whole lists, say: looked at three times at most, over the same span. */
  readonly isCostly?: boolean;
}

/**
 * Reads what a write is to have changed until it shows, with backoff: on some servers reads lag behind writes. Answers
 * what the last look saw, whether it is so or not; throws what the last one threw.
 */
export type ReadBack = <Value>(
  read: () => Promise<Value>,
  isSo: (value: Value) => boolean,
  options?: ReadBackOptions,
) => Promise<Value>;

/** Looks at once, and again after each of the pauses (ms); `wait` is the clock. */
export function createReadBack(
  pausesMs: readonly number[],
  wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms),
): ReadBack {
  const middle = Math.ceil(pausesMs.length / 2);
  const fewPausesMs = [pausesMs.slice(0, middle), pausesMs.slice(middle)]
    .filter((pauses) => pauses.length > 0)
    .map((pauses) => pauses.reduce((sum, ms) => sum + ms, 0));
  return async (read, isSo, { isCostly = false } = {}) => {
    for (const pauseMs of isCostly ? fewPausesMs : pausesMs) {
      try {
        const value = await read();
        if (isSo(value)) return value;
      } catch (cause) {
        // A read that comes too early may be told that the group is not there yet, or that we are not in it.
        if (!saysNo(cause)) throw cause;
      }
      await wait(pauseMs);
    }
    return await read();
  };
}

/** For servers whose reads follow their writes at once. */
export const readOnce: ReadBack = (read) => read();
