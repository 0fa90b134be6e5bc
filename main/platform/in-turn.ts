/**
 * Does work that has the same key one after the other, in the order asked; what fails keeps nobody from their turn. Who
 * aborts before their turn came does not wait for those before.
 */
export function createTurns() {
  const queues = new Map<string, Promise<unknown>>();
  return function inTurn<Value>(
    key: string,
    work: () => Promise<Value>,
    signal?: AbortSignal,
  ): Promise<Value> {
    const before = queues.get(key);
    const run = (before === undefined ? Promise.resolve() : turnAfter(before, signal)).then(() => {
      signal?.throwIfAborted();
      return work();
    });
    const ended = Promise.allSettled([before, run]);
    queues.set(key, ended);
    void ended.then(() => {
      if (queues.get(key) === ended) queues.delete(key);
    });
    return run;
  };
}

async function turnAfter(before: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) {
    await before;
    return;
  }
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const onAbort = () => resolve();
  signal.addEventListener("abort", onAbort, { once: true });
  await Promise.race([before, aborted]);
  signal.removeEventListener("abort", onAbort);
}
