import { AppError, type ErrorCode, toAppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { FriendsState } from "../../../shared/ipc/friend-calls.ts";
import type { AttemptKind, AttemptOutcome, PacingRepository } from "./pacing-repository.ts";
import {
  dayMs,
  isComplaint,
  joinRules,
  nextJoinAt,
  nextRequestAt,
  requestRules,
  usedWithin,
} from "./pacing-rules.ts";

export interface PacingDeps {
  readonly repository: PacingRepository;
  readonly emit: Emit;
  readonly now?: () => number;
  /** From 0 up to 1: how much of the jitter. */
  readonly random?: () => number;
}

/** What an attempt aims at; a person for a friend request. */
export interface Aim {
  readonly accountId: string;
  readonly kind: AttemptKind;
  readonly groupId: string | null;
  readonly personId: string | null;
}

export interface Ending {
  readonly outcome: AttemptOutcome;
  readonly message: string | null;
  readonly v3?: string | null;
}

export type PacingService = ReturnType<typeof createPacingService>;

/** Errors that mean that nothing reached WeChat. */
const notSent: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "invalid",
  "offline",
  "cancelled",
  "signed_out",
  "insecure",
  "unsupported",
]);

/** The service may have passed it on all the same. */
export const unclear: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "outcome_unknown",
  "timeout",
  "bad_answer",
  "server_error",
]);

/** The pace of what goes through a WeChat gateway. It is kept on disk: a restart gives no new allowance. */
export function createPacingService({ repository, emit, now = Date.now, random = Math.random }: PacingDeps) {
  const queues = new Map<string, Promise<unknown>>();
  const changed = (accountId: string) => emit("friends.changed", { accountId });

  /** One thing at a time per account: two at once would both see the same room. */
  function inTurn<Value>(accountId: string, work: () => Promise<Value>): Promise<Value> {
    const before = queues.get(accountId) ?? Promise.resolve();
    const run = before.then(work, work);
    const ended = run.catch(() => undefined);
    queues.set(accountId, ended);
    void ended.then(() => {
      if (queues.get(accountId) === ended) queues.delete(accountId);
    });
    return run;
  }

  /** When this is possible; null when it is now. */
  async function nextAt({ accountId, kind, personId }: Aim): Promise<number | null> {
    const attempts = await repository.attempts(accountId, kind, now() - dayMs);
    return kind === "friend" ? nextRequestAt(attempts, personId, now()) : nextJoinAt(attempts, now());
  }

  async function stopOn(accountId: string, message: string | null): Promise<void> {
    if (isComplaint(message)) await repository.setStop(accountId, now(), message);
  }

  return {
    /**
     * Does it where the pace allows it, counted before it is sent. Throws AppError("rate_limited") where it does not,
     * also while the account is stopped; nothing was sent then.
     */
    attempt: <Value>(aim: Aim, work: () => Promise<Value>, endOf: (value: Value) => Ending): Promise<Value> =>
      inTurn(aim.accountId, async () => {
        const { accountId, kind } = aim;
        const stopped = await repository.stop(accountId);
        if (stopped !== null) throw new AppError("rate_limited", `stopped: ${stopped.message}`);
        const next = await nextAt(aim);
        if (next !== null) {
          throw new AppError("rate_limited", `next possible at ${new Date(next).toISOString()}`);
        }
        const gapMs = kind === "friend" ? requestRules.gapMs + random() * requestRules.jitterMs : 0;
        const id = await repository.add({ ...aim, at: now(), gapMs: Math.round(gapMs) });
        try {
          const value = await work();
          const ending = endOf(value);
          await repository.settle(id, ending);
          await stopOn(accountId, ending.message);
          return value;
        } catch (cause) {
          const error = toAppError(cause);
          const message = error.server?.message ?? null;
          if (notSent.has(error.code)) await repository.forget(id);
          else {
            await repository.settle(id, {
              outcome: unclear.has(error.code) ? "unknown" : "refused",
              message,
            });
            await stopOn(
              accountId,
              error.code === "rate_limited" ? (message ?? "too many requests") : message,
            );
          }
          throw error;
        } finally {
          changed(accountId);
        }
      }),

    async state(accountId: string, personId: string | null): Promise<FriendsState> {
      const at = now();
      const [requests, joins, addedAt, stopped, lastRequest] = await Promise.all([
        repository.attempts(accountId, "friend", at - dayMs),
        repository.attempts(accountId, "join", at - dayMs),
        repository.addedAt(accountId),
        repository.stop(accountId),
        personId === null ? null : repository.lastRequest(accountId, personId),
      ]);
      const used = (attempts: typeof requests, allowed: { limit: number; withinMs: number }) => ({
        used: usedWithin(attempts, allowed, at),
        limit: allowed.limit,
      });
      const newUntil = (newForMs: number) => (addedAt + newForMs > at ? addedAt + newForMs : null);
      return {
        requestsPerDay: used(requests, requestRules.perDay),
        requestsPerTwoHours: used(requests, requestRules.perTwoHours),
        nextRequestAt: nextRequestAt(requests, personId, at),
        joinsPerDay: used(joins, joinRules.perDay),
        nextJoinAt: nextJoinAt(joins, at),
        newForRequestsUntil: newUntil(requestRules.newForMs),
        newForJoinsUntil: newUntil(joinRules.newForMs),
        stopped,
        lastRequest,
      };
    },

    async markAccepted(accountId: string, friendIds: readonly string[]): Promise<void> {
      if (await repository.markAccepted(accountId, friendIds)) changed(accountId);
    },

    async resume(accountId: string): Promise<void> {
      await repository.clearStop(accountId);
      changed(accountId);
    },
  };
}
