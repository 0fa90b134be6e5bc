import { randomUUID } from "node:crypto";
import type { JobState } from "../../../shared/domain/job.ts";
import { AppError, type ErrorCode, toAppError } from "../../../shared/errors.ts";
import type { Pacer } from "../../platform/pacer.ts";
import type { ReadBack } from "../../platform/read-back.ts";
import type { TargetRow } from "./job-rows.ts";
import type { Attempt, AttemptEnd, RunLog, Settled } from "./run-log.ts";
import { asksForPatience, type CallEnd, sendOnce } from "./send-once.ts";
import { settleByReadingBack } from "./settle-attempt.ts";
import type { TargetAnswer, Work } from "./work/work.ts";

/** "stop": the app ends; the job goes on when somebody resumes it. */
export type RunWish = "pause" | "cancel" | "stop";

export interface RunEnd {
  readonly state: Exclude<JobState, "running">;
  readonly pausedBy: ErrorCode | null;
}

export interface RunnerDeps {
  readonly log: RunLog;
  readonly work: Work;
  readonly pacer: Pacer;
  readonly now: () => number;
  readonly readBack: ReadBack;
  /** Aborts when a wish came up while the runner waits; never ends a call under way. */
  readonly signal: () => AbortSignal;
  readonly wish: () => Promise<RunWish | null>;
  readonly tell: (progress: { current?: string | null; waitingMs?: number | null }) => void;
  /** Outcomes were written down. */
  readonly settled: (rows: readonly Settled[]) => Promise<void>;
  /** Something may have changed in this group; the last that was done there, null where nothing was for certain. */
  readonly acted: (groupId: string, lastDone: TargetRow | null) => void;
}

type Answers = ReadonlyMap<string, TargetAnswer>;

const toldWaitMs = 1000;
const offlineTries = 5;
const readBackTries = 6;
const endOf = { pause: "paused", cancel: "cancelled", stop: "interrupted" } as const;

/**
 * Runs a job to its end or to the next wish: what is about to be sent is written down, sent once, and its outcome
 * written down. First of all, what an earlier run left open is settled by reading back.
 */
export async function runJob(deps: RunnerDeps): Promise<RunEnd> {
  const { log, pacer, tell, work } = deps;
  const turn = async (after?: AppError) => {
    if (after !== undefined) pacer.slowDown(after.retryAfterMs ?? null);
    if (!(await hasTurn(deps)))
      throw new AppError("cancelled", "the job was stopped between two of its calls");
  };
  try {
    await deps.settled([]);
    for (const attempt of await log.open()) await readBack(deps, attempt, null);
    let offlineInARow = 0;
    for (;;) {
      const wish = await deps.wish();
      if (wish !== null) return { state: endOf[wish], pausedBy: null };
      const targets = await log.next(work.targetsPerCall);
      if (targets.length === 0) return { state: "done", pausedBy: null };
      if (!(await hasTurn(deps))) continue;
      tell({ current: nameOf(targets) });
      const attempt = await log.begin(randomUUID(), targets, deps.now());
      const end = await sendOnce(() => work.send(attempt, turn));
      if (end.kind !== "not_sent") deps.acted(attempt.groupId, lastDoneOf(attempt, end));
      await settle(deps, attempt, end);
      offlineInARow = isOffline(end) ? offlineInARow + 1 : 0;
      if (offlineInARow >= offlineTries) return { state: "paused", pausedBy: "offline" };
    }
  } catch (cause) {
    return endedBy(await deps.wish(), cause);
  } finally {
    tell({ current: null, waitingMs: null });
  }
}

/** How a run ends that cannot go on: as somebody wished, else it waits for what keeps it to pass. */
export function endedBy(wish: RunWish | null, cause: unknown): RunEnd {
  if (wish !== null) return { state: endOf[wish], pausedBy: null };
  return { state: "paused", pausedBy: toAppError(cause).code };
}

/** Waits until a call may go out; false when a wish came up meanwhile. */
async function hasTurn({ pacer, signal, tell }: RunnerDeps): Promise<boolean> {
  const waitMs = pacer.waitMs();
  if (waitMs >= toldWaitMs) tell({ current: null, waitingMs: waitMs });
  const aborting = signal();
  try {
    await pacer.take(aborting);
    return !aborting.aborted;
  } catch (cause) {
    if (aborting.aborted) return false;
    throw cause;
  } finally {
    tell({ waitingMs: null });
  }
}

async function settle(deps: RunnerDeps, attempt: Attempt, end: CallEnd): Promise<void> {
  const { pacer } = deps;
  switch (end.kind) {
    case "answered":
      pacer.succeeded();
      return settleAnswers(deps, attempt, end.answers);
    case "refused": {
      pacer.succeeded();
      const answer: TargetAnswer = { outcome: "refused", reason: end.reason };
      return settleAnswers(deps, attempt, new Map(attempt.targets.map(({ targetId }) => [targetId, answer])));
    }
    case "not_sent": {
      const waiting = attempt.targets.map(
        ({ position }): Settled => ({ position, outcome: "waiting", reason: null }),
      );
      await write(deps, attempt, waiting, "not_sent", end.error.code);
      // Those pass by themselves; for anything else the job pauses until the person has put it right.
      if (end.error.code !== "offline" && end.error.code !== "rate_limited") throw end.error;
      pacer.slowDown(end.error.retryAfterMs ?? null);
      return;
    }
    case "lost":
      if (asksForPatience(end.error)) pacer.slowDown(end.error.retryAfterMs ?? null);
      // An answer that cannot be read is a yes of some kind.
      return readBack(deps, attempt, end.error.code, end.error.code === "bad_answer" ? new Map() : undefined);
  }
}

/**
 * What the answer does not name is not known. What is not done at the first try is not done; at a later one the
 * earlier may have worked after all, so it is read back.
 */
async function settleAnswers(deps: RunnerDeps, attempt: Attempt, answers: Answers): Promise<void> {
  const settled: Settled[] = [];
  const doubtful: TargetRow[] = [];
  for (const target of attempt.targets) {
    const answer = answers.get(target.targetId);
    if (answer !== undefined && (answer.outcome === "done" || target.tries <= 1)) {
      settled.push({ position: target.position, ...answer });
    } else doubtful.push(target);
  }
  await write(deps, attempt, settled, "answered", null);
  if (doubtful.length > 0) await readBack(deps, { ...attempt, targets: doubtful }, "not answered", answers);
}

async function readBack(
  deps: RunnerDeps,
  attempt: Attempt,
  note: string | null,
  answers?: Answers,
): Promise<void> {
  const settled = await settlePatiently(deps, attempt, { isOfEarlierRun: note === null, answers });
  const again = settled.filter(({ outcome }) => outcome === "waiting").length;
  const words = [
    note ?? "the app ended",
    again > 0 ? `read back: ${again} not done, to be sent again` : null,
  ];
  await write(deps, attempt, settled, "read_back", words.filter(Boolean).join("; "));
}

/** "Too many requests" is a no to now only. A wish that comes up meanwhile leaves the attempt open. */
async function settlePatiently(
  deps: RunnerDeps,
  attempt: Attempt,
  { isOfEarlierRun, answers }: { isOfEarlierRun: boolean; answers: Answers | undefined },
): Promise<Settled[]> {
  const { pacer } = deps;
  for (let tries = 1; ; tries += 1) {
    try {
      return await settleByReadingBack(
        { ...deps, isOfEarlierRun, isTaken: answers !== undefined },
        attempt,
        answers,
      );
    } catch (cause) {
      const error = toAppError(cause);
      if (error.code !== "rate_limited" || tries === readBackTries) throw error;
      pacer.slowDown(error.retryAfterMs ?? null);
      if (!(await hasTurn(deps))) throw error;
    }
  }
}

async function write(
  { log, settled: told }: RunnerDeps,
  attempt: Attempt,
  settled: readonly Settled[],
  ended: AttemptEnd,
  note: string | null,
): Promise<void> {
  await log.settle(attempt, settled, ended, note);
  await told(settled);
}

function isOffline(end: CallEnd): boolean {
  return end.kind === "not_sent" && end.error.code === "offline";
}

function lastDoneOf({ targets }: Attempt, end: CallEnd): TargetRow | null {
  if (end.kind !== "answered") return null;
  return targets.findLast(({ targetId }) => end.answers.get(targetId)?.outcome === "done") ?? null;
}

function nameOf([target]: readonly TargetRow[]): string | null {
  return target === undefined ? null : target.name || target.targetId;
}
