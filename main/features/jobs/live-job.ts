import type { ErrorCode } from "../../../shared/errors.ts";
import type { Counts } from "./job-rows.ts";
import type { RunWish } from "./job-runner.ts";
import type { Settled } from "./run-log.ts";
import type { PlannedTarget } from "./work/work.ts";

/** What only the run of a job knows: its progress, and what shall become of it next. */
export interface LiveJob {
  readonly accountId: string;
  readonly counts: Counts;
  /** Groups in which something may have changed by this run, with the last target that was done there. */
  readonly actedIn: Map<string, PlannedTarget | null>;
  current: string | null;
  waitingMs: number | null;
  wish: RunWish | null;
  /** Ends the present wait; a new one for each. */
  waiting: AbortController;
  /** Resolves when the run has ended and that is written down. Never rejects. */
  ended: Promise<{ readonly pausedBy: ErrorCode | null }>;
}

export function newLiveJob(accountId: string, counts: Counts): LiveJob {
  return {
    accountId,
    counts,
    actedIn: new Map(),
    current: null,
    waitingMs: null,
    wish: null,
    waiting: new AbortController(),
    ended: Promise.resolve({ pausedBy: null }),
  };
}

/** A stop outranks a cancel, a cancel a pause: the last word of the app, then of the person. */
const ranks: readonly (RunWish | null)[] = [null, "pause", "cancel", "stop"];

export function wishFor(job: LiveJob, wish: RunWish): void {
  if (ranks.indexOf(wish) > ranks.indexOf(job.wish)) job.wish = wish;
  job.waiting.abort();
}

export function countSettled({ counts }: LiveJob, settled: readonly Settled[]): void {
  for (const { outcome } of settled) {
    if (outcome === "waiting") continue;
    counts.waiting -= 1;
    counts[outcome] += 1;
  }
}
