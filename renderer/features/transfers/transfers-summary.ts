import type { Transfer } from "../../../shared/domain/transfer.ts";
import { remainingMs } from "./transfer-speed.ts";

export interface TransfersSummary {
  readonly uploading: number;
  readonly downloading: number;
  readonly failed: number;
  readonly finished: number;
  /** Of all that is under way or waiting, 0 to 100; null while nothing is. */
  readonly percent: number | null;
  readonly bytesPerSecond: number;
  readonly remainingMs: number | null;
}

export function isActive({ state }: Pick<Transfer, "state">): boolean {
  return state === "queued" || state === "running" || state === "registering";
}

/** All transfers in one line. */
export function summaryOf(
  transfers: readonly Transfer[],
  speeds: ReadonlyMap<string, number>,
): TransfersSummary {
  const active = transfers.filter(isActive);
  const total = active.reduce((sum, { size }) => sum + size, 0);
  const done = active.reduce((sum, { doneBytes }) => sum + doneBytes, 0);
  const bytesPerSecond = active.reduce((sum, { id }) => sum + (speeds.get(id) ?? 0), 0);
  const uploading = active.filter(({ direction }) => direction === "upload").length;
  return {
    uploading,
    downloading: active.length - uploading,
    failed: transfers.filter(({ state }) => state === "failed").length,
    finished: transfers.length - active.length,
    percent: active.length === 0 ? null : percentOf(done, total),
    bytesPerSecond,
    remainingMs: remainingMs(total - done, bytesPerSecond),
  };
}

export function percentOf(done: number, total: number): number {
  return total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0;
}
