import type { Transfer } from "../../../shared/domain/transfer.ts";

/** Below this two samples are noise. */
const sampleMs = 250;
const weightOfNew = 0.3;

interface Sample {
  readonly atMs: number;
  readonly doneBytes: number;
  readonly bytesPerSecond: number | null;
}

/** Speeds by transfer id, smoothed; null until there is something to tell. */
export function createSpeedometer() {
  const samples = new Map<string, Sample>();
  return {
    heard({ id, doneBytes }: Transfer, atMs: number): void {
      const last = samples.get(id);
      if (last === undefined || doneBytes < last.doneBytes) {
        samples.set(id, { atMs, doneBytes, bytesPerSecond: null });
        return;
      }
      const elapsed = atMs - last.atMs;
      if (elapsed < sampleMs) return;
      const now = ((doneBytes - last.doneBytes) * 1000) / elapsed;
      const before = last.bytesPerSecond;
      const bytesPerSecond = before === null ? now : before + (now - before) * weightOfNew;
      samples.set(id, { atMs, doneBytes, bytesPerSecond });
    },
    /** Keeps only what still runs, so that a retry starts from nothing. */
    keep(ids: ReadonlySet<string>): void {
      for (const id of samples.keys()) if (!ids.has(id)) samples.delete(id);
    },
    speeds(): ReadonlyMap<string, number> {
      return new Map(
        [...samples].flatMap(([id, { bytesPerSecond }]) =>
          bytesPerSecond === null ? [] : [[id, bytesPerSecond] as const],
        ),
      );
    },
  };
}

/** Milliseconds to the end at this speed; null where that would be a guess. */
export function remainingMs(leftBytes: number, bytesPerSecond: number | undefined): number | null {
  if (bytesPerSecond === undefined || bytesPerSecond < 1) return null;
  return (leftBytes / bytesPerSecond) * 1000;
}
