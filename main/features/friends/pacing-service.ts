import { AppError, effectOf, toAppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { FriendsState } from "../../../shared/ipc/friend-calls.ts";
import { createTurns } from "../../platform/in-turn.ts";
import type { AttemptKind, AttemptOutcome, PacingRepository, SentRequest } from "./pacing-repository.ts";
import {
  dayMs,
  isComplaint,
  joinRules,
  nextJoinAt,
  nextRequestAt,
  paceWords,
  requestRules,
  usedWithin,
} from "./pacing-rules.ts";

export interface PacingDeps {
  readonly repository: PacingRepository;
  /** The WeChat person behind an account: who keeps the same pace under every account of theirs. */
  readonly selfIdOf: (accountId: string) => string;
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

/** The pace of what goes through a WeChat gateway. It is kept on disk: a restart gives no new allowance. */
export function createPacingService(deps: PacingDeps) {
  const { repository, selfIdOf, emit, now = Date.now, random = Math.random } = deps;
  /** One thing at a time per person: two at once would both see the same room. */
  const inTurn = createTurns();
  const changed = (accountId: string) => emit("friends.changed", { accountId });

  /** Counted before it is sent; answers its number. Throws AppError("rate_limited") where there is no room. */
  async function reserve(selfId: string, aim: Omit<Aim, "accountId">): Promise<number> {
    const { kind, groupId, personId } = aim;
    const stopped = await repository.stop(selfId);
    if (stopped !== null) {
      const words = `WeChat asked for a pause at ${new Date(stopped.at).toISOString()}: ${stopped.message}`;
      throw new AppError("rate_limited", `${words}; nothing is sent until it is resumed`);
    }
    await repository.bringBack(selfId, now());
    const lastId = await repository.lastId(selfId);
    const attempts = await repository.attempts(selfId, kind, now() - dayMs);
    const next = kind === "friend" ? nextRequestAt(attempts, personId, now()) : nextJoinAt(attempts, now());
    if (next !== null) throw new AppError("rate_limited", paceWords(kind, attempts, next, now()));
    const gapMs = kind === "friend" ? requestRules.gapMs + random() * requestRules.jitterMs : 0;
    const attempt = { selfId, kind, groupId, personId, at: now(), gapMs: Math.round(gapMs) };
    // Another process was quicker: what it sent counts now.
    return (await repository.add(attempt, lastId)) ?? reserve(selfId, aim);
  }

  async function stopOn(selfId: string, message: string | null): Promise<void> {
    if (isComplaint(message)) await repository.setStop(selfId, now(), message);
  }

  async function settleFailure(selfId: string, id: number, error: AppError): Promise<void> {
    const message = error.server?.message ?? null;
    const effect = effectOf(error);
    // "Too many requests" is WeChat's own complaint and counts; a refusal without its words is ours.
    const isOurs = effect === "refused" && error.server === undefined;
    if (isOurs || (effect === "not_sent" && error.code !== "rate_limited")) return repository.forget(id);
    await repository.settle(id, { outcome: effect === "unknown" ? "unknown" : "refused", message });
    await stopOn(selfId, error.code === "rate_limited" ? (message ?? "too many requests") : message);
  }

  return {
    /**
     * Does it where the pace allows it, counted before it is sent. Throws AppError("rate_limited") with the counters
     * where it does not, also while the account is stopped; nothing was sent then.
     */
    attempt<Value>(aim: Aim, work: () => Promise<Value>, endOf: (value: Value) => Ending): Promise<Value> {
      const selfId = selfIdOf(aim.accountId);
      return inTurn(selfId, async () => {
        const id = await reserve(selfId, aim);
        try {
          const value = await work().catch(async (cause: unknown) => {
            const error = toAppError(cause);
            await settleFailure(selfId, id, error);
            throw error;
          });
          const ending = endOf(value);
          await repository.settle(id, ending);
          await stopOn(selfId, ending.message);
          return value;
        } finally {
          changed(aim.accountId);
        }
      });
    },

    /** Every friend request this person sent through the app, newest first. */
    requests: (accountId: string): Promise<SentRequest[]> => repository.requests(selfIdOf(accountId)),

    async state(accountId: string, personId: string | null): Promise<FriendsState> {
      const at = now();
      const selfId = selfIdOf(accountId);
      await repository.bringBack(selfId, at);
      const [requests, joins, addedAt, stopped, lastRequest] = await Promise.all([
        repository.attempts(selfId, "friend", at - dayMs),
        repository.attempts(selfId, "join", at - dayMs),
        repository.addedAt(accountId, selfId),
        repository.stop(selfId),
        personId === null ? null : repository.lastRequest(selfId, personId),
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
      if (await repository.markAccepted(selfIdOf(accountId), friendIds)) changed(accountId);
    },

    async resume(accountId: string): Promise<void> {
      await repository.clearStop(selfIdOf(accountId));
      changed(accountId);
    },
  };
}
