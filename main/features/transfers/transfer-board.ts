import { AppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import { isAlive } from "../../platform/process-alive.ts";
import { createThrottle } from "../../platform/throttle.ts";
import { isFinished, type TransferPatch, type TransferRecord, toTransfer } from "./transfer-record.ts";
import type { TransfersRepository } from "./transfers-repository.ts";

export type TransferBoard = ReturnType<typeof createTransferBoard>;

const eventIntervalMs = 100;

/** The command line runs it beside us: its record and its part are its own as long as it lives. */
function runsElsewhere(record: TransferRecord): boolean {
  const { state, runnerPid } = record;
  if (state === "queued" || isFinished(record) || runnerPid === null) return false;
  return runnerPid !== process.pid && isAlive(runnerPid);
}

/** All transfers as they are now: kept in SQLite at each change of state, in memory with each byte in between. */
export function createTransferBoard(repository: TransfersRepository, emit: Emit) {
  const records = new Map<string, TransferRecord>();
  const moved = new Set<string>();
  let loading: Promise<void> | null = null;

  const changed = createThrottle(eventIntervalMs, () => emit("transfers.changed", {}));
  const progressed = createThrottle(eventIntervalMs, () => {
    const transfers = [...moved].flatMap((id) => records.get(id) ?? []).map(toTransfer);
    moved.clear();
    if (transfers.length > 0) emit("transfers.progress", { transfers });
  });

  async function load(): Promise<void> {
    for (const record of await repository.all()) {
      if (!runsElsewhere(record)) records.set(record.id, record);
    }
  }

  async function put(record: TransferRecord): Promise<void> {
    records.set(record.id, record);
    await repository.put(record);
    changed.ask();
  }

  function get(id: string): TransferRecord {
    const record = records.get(id);
    if (record === undefined) throw new AppError("not_found", "this transfer is not in the list any more");
    return record;
  }

  return {
    /** Must have been awaited before anything else is asked. A failed load is tried again. */
    loaded(): Promise<void> {
      loading ??= load().catch((cause: unknown) => {
        loading = null;
        throw cause;
      });
      return loading;
    },
    get,
    put,
    /** Newest first. */
    all: (): TransferRecord[] => [...records.values()].reverse(),
    async patch(id: string, patch: TransferPatch): Promise<void> {
      await put({ ...get(id), ...patch });
    },
    progress(id: string, doneBytes: number): void {
      records.set(id, { ...get(id), doneBytes });
      moved.add(id);
      progressed.ask();
    },
    async remove(ids: readonly string[]): Promise<void> {
      for (const id of ids) records.delete(id);
      await repository.remove(ids);
      changed.ask();
    },
    stop(): void {
      changed.stop();
      progressed.stop();
    },
  };
}
