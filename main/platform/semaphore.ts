/** Lets at most `limit` run at once; the others wait in their order. */
export interface Semaphore {
  /** Resolves to the function that gives the place back. Rejects with the signal's reason when it aborts first. */
  acquire(signal?: AbortSignal): Promise<() => void>;
}

export function createSemaphore(limit: number): Semaphore {
  let running = 0;
  const waiting: (() => void)[] = [];

  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  /** A place can be given back once only. */
  function place(): () => void {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      release();
    };
  }

  return {
    acquire(signal) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (running < limit) {
        running += 1;
        return Promise.resolve(place());
      }
      return new Promise((resolve, reject) => {
        const proceed = () => {
          signal?.removeEventListener("abort", giveUp);
          resolve(place());
        };
        const giveUp = () => {
          waiting.splice(waiting.indexOf(proceed), 1);
          reject(signal?.reason);
        };
        waiting.push(proceed);
        signal?.addEventListener("abort", giveUp, { once: true });
      });
    },
  };
}
