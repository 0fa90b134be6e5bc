const minuteMs = 60_000;

/** A page that crashed is loaded again, but not for ever: the second crash within a minute is left as it is. */
export function createCrashPolicy(now: () => number = Date.now): { shouldReload(): boolean } {
  let lastCrashAt = Number.NEGATIVE_INFINITY;
  return {
    shouldReload() {
      const isFirst = now() - lastCrashAt > minuteMs;
      lastCrashAt = now();
      return isFirst;
    },
  };
}
