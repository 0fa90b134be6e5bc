/** Runs jobs first come first served, at most `limit` at a time for each account. */
export interface TransferQueue {
  /** Resolves when the job has run or was taken out. A job never rejects. */
  add(accountId: string, id: string): Promise<void>;
  /** Takes a job out that has not begun; false where it has. */
  drop(accountId: string, id: string): boolean;
}

interface Lane {
  readonly waiting: { readonly id: string; readonly settle: () => void }[];
  running: number;
}

export function createTransferQueue(limit: number, run: (id: string) => Promise<void>): TransferQueue {
  const lanes = new Map<string, Lane>();

  const advance = (accountId: string, lane: Lane) => {
    while (lane.running < limit) {
      const next = lane.waiting.shift();
      if (next === undefined) break;
      lane.running += 1;
      void run(next.id).finally(() => {
        lane.running -= 1;
        next.settle();
        advance(accountId, lane);
      });
    }
    if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(accountId);
  };

  return {
    add(accountId, id) {
      const lane = lanes.get(accountId) ?? { waiting: [], running: 0 };
      lanes.set(accountId, lane);
      return new Promise((settle) => {
        lane.waiting.push({ id, settle });
        advance(accountId, lane);
      });
    },
    drop(accountId, id) {
      const lane = lanes.get(accountId);
      const at = lane?.waiting.findIndex((job) => job.id === id) ?? -1;
      const [dropped] = at < 0 ? [] : (lane?.waiting.splice(at, 1) ?? []);
      dropped?.settle();
      return dropped !== undefined;
    },
  };
}
