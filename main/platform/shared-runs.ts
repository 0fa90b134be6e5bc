/** Work for owners (accounts): the same work is not begun twice, and all of an owner's can be stopped. */
export interface SharedRuns {
  /** Whoever asks while it runs gets the running one. */
  share(owner: string, name: string, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Resolves when that work, should it be running now, has ended: well or not. */
  ended(owner: string, name: string): Promise<void>;
  /** Aborts the owner's work and resolves when it has ended. */
  stop(owner: string): Promise<void>;
  /** Aborts everything and resolves when it has ended. */
  stopAll(): Promise<void>;
  /** Resolves when nothing runs any more. */
  settled(): Promise<void>;
}

interface Run {
  readonly owner: string;
  readonly controller: AbortController;
  readonly result: Promise<void>;
}

export function createSharedRuns(): SharedRuns {
  const running = new Map<string, Run>();

  async function endOf(runs: readonly Run[]): Promise<void> {
    await Promise.allSettled(runs.map(({ result }) => result));
  }

  async function abort(runs: readonly Run[]): Promise<void> {
    for (const { controller } of runs) controller.abort();
    await endOf(runs);
  }

  return {
    share(owner, name, work) {
      const key = `${owner} ${name}`;
      const known = running.get(key);
      if (known !== undefined) return known.result;
      const controller = new AbortController();
      const result = Promise.resolve()
        .then(() => work(controller.signal))
        .finally(() => running.delete(key));
      running.set(key, { owner, controller, result });
      return result;
    },
    async ended(owner, name) {
      const run = running.get(`${owner} ${name}`);
      if (run !== undefined) await endOf([run]);
    },
    stop: (owner) => abort([...running.values()].filter((run) => run.owner === owner)),
    stopAll: () => abort([...running.values()]),
    async settled() {
      while (running.size > 0) await endOf([...running.values()]);
    },
  };
}
