import { randomUUID } from "node:crypto";
import type { JobState, PeopleAction } from "../../../shared/domain/job.ts";
import { type ErrorCode, toAppError } from "../../../shared/errors.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import type { Pacer } from "../../platform/pacer.ts";
import { administrationIn } from "./administration-in.ts";
import type { TargetRow } from "./job-rows.ts";
import { asksForPatience, type CallEnd, callForPeople } from "./people-call.ts";
import type { Attempt, AttemptEnd, RunLog, Settled } from "./run-log.ts";
import { settleByReadingBack } from "./settle-attempt.ts";

/** "stop": the app ends; the job goes on when somebody resumes it. */
export type RunWish = "pause" | "cancel" | "stop";

export interface RunEnd {
  readonly state: Exclude<JobState, "running">;
  readonly pausedBy: ErrorCode | null;
}

export interface RunnerDeps {
  readonly log: RunLog;
  readonly action: PeopleAction;
  /** Asked anew for every call: the account may have moved. */
  readonly backend: () => GroupBackend;
  readonly pacer: Pacer;
  readonly chunkSize: number;
  readonly now: () => number;
  readonly pause: () => Promise<void>;
  /** Aborts when a wish came up while the runner waits; never ends a call under way. */
  readonly signal: () => AbortSignal;
  readonly wish: () => Promise<RunWish | null>;
  readonly tell: (progress: { current?: string | null; waitingMs?: number | null }) => void;
  /** Outcomes were written down. */
  readonly settled: (rows: readonly Settled[]) => Promise<void>;
  /** Something may have changed in this group. */
  readonly acted: (groupId: string) => unknown;
}

const toldWaitMs = 1000;
const offlineTries = 5;
const endOf = { pause: "paused", cancel: "cancelled", stop: "interrupted" } as const;

/**
 * Runs a job to its end or to the next wish: what is about to be sent is written down, sent once, and its outcome
 * written down. First of all, what an earlier run left open is settled by reading back.
 */
export async function runJob(deps: RunnerDeps): Promise<RunEnd> {
  const { log, tell } = deps;
  try {
    await deps.settled([]);
    for (const attempt of await log.open()) await readBack(deps, attempt, null);
    let offlineInARow = 0;
    for (;;) {
      const wish = await deps.wish();
      if (wish !== null) return { state: endOf[wish], pausedBy: null };
      const people = await log.next(deps.chunkSize);
      if (people.length === 0) return { state: "done", pausedBy: null };
      if (!(await hasTurn(deps))) continue;
      tell({ current: nameOf(people) });
      const attempt = await log.begin(randomUUID(), people, deps.now());
      const end = await callForPeople(
        administrationIn(deps.backend()),
        deps.action,
        attempt.groupId,
        people.map(({ userId }) => userId),
      );
      if (end.kind !== "not_sent") deps.acted(attempt.groupId);
      await settle(deps, attempt, end);
      offlineInARow = isOffline(end) ? offlineInARow + 1 : 0;
      if (offlineInARow >= offlineTries) return { state: "paused", pausedBy: "offline" };
    }
  } catch (cause) {
    const wish = await deps.wish();
    if (wish === "cancel") return { state: "cancelled", pausedBy: null };
    if (wish === "stop") return { state: "interrupted", pausedBy: null };
    return { state: "paused", pausedBy: toAppError(cause).code };
  } finally {
    tell({ current: null, waitingMs: null });
  }
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
      return settleAnswer(deps, attempt, end.outcomes);
    case "refused": {
      pacer.succeeded();
      const refusals = new Map(attempt.people.map(({ userId }) => [userId, end.reason]));
      return settleRefusals(deps, attempt, refusals, []);
    }
    case "not_sent": {
      const waiting = attempt.people.map(
        ({ position }): Settled => ({ position, outcome: "waiting", reason: null }),
      );
      await write(deps, attempt, waiting, "not_sent", end.error.code);
      if (end.error.code === "signed_out" || end.error.code === "insecure") throw end.error;
      pacer.slowDown(end.error.retryAfterMs ?? null);
      return;
    }
    case "lost":
      if (asksForPatience(end.error)) pacer.slowDown(end.error.retryAfterMs ?? null);
      return readBack(deps, attempt, end.error.code);
  }
}

/** Who the answer does not name is not known either. */
async function settleAnswer(
  deps: RunnerDeps,
  attempt: Attempt,
  outcomes: Extract<CallEnd, { kind: "answered" }>["outcomes"],
): Promise<void> {
  const done: Settled[] = [];
  const refusals = new Map<string, string>();
  for (const { position, userId } of attempt.people) {
    const outcome = outcomes.get(userId);
    if (outcome?.isDone) done.push({ position, outcome: "done", reason: null });
    else if (outcome !== undefined) refusals.set(userId, outcome.reason ?? "the server gave no reason");
  }
  await settleRefusals(deps, attempt, refusals, done);
}

/** Who is refused at the first try is refused; at a later one the earlier may have worked after all, so it is read back. */
async function settleRefusals(
  deps: RunnerDeps,
  attempt: Attempt,
  refusals: ReadonlyMap<string, string>,
  done: readonly Settled[],
): Promise<void> {
  const settled: Settled[] = [...done];
  const isDone = new Set(done.map(({ position }) => position));
  const doubtful: TargetRow[] = [];
  for (const person of attempt.people) {
    const reason = refusals.get(person.userId);
    if (isDone.has(person.position)) continue;
    if (reason !== undefined && person.tries <= 1) {
      settled.push({ position: person.position, outcome: "refused", reason });
    } else doubtful.push(person);
  }
  await write(deps, attempt, settled, "answered", null);
  if (doubtful.length > 0) await readBack(deps, { ...attempt, people: doubtful }, "not answered", refusals);
}

async function readBack(
  deps: RunnerDeps,
  attempt: Attempt,
  note: string | null,
  refusals?: ReadonlyMap<string, string>,
): Promise<void> {
  const { action, pause } = deps;
  const settled = await settleByReadingBack(
    { backend: deps.backend(), action, pause, isOfEarlierRun: note === null },
    attempt,
    refusals,
  );
  const again = settled.filter(({ outcome }) => outcome === "waiting").length;
  const words = [
    note ?? "the app ended",
    again > 0 ? `read back: ${again} not done, to be sent again` : null,
  ];
  await write(deps, attempt, settled, "read_back", words.filter(Boolean).join("; "));
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

function nameOf([person]: readonly TargetRow[]): string | null {
  return person === undefined ? null : person.name || person.userId;
}
