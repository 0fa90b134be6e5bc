import { setTimeout as sleepFor } from "node:timers/promises";

export interface Pace {
  /** The fastest it ever gets. */
  readonly callsPerSecond: number;
  /** Calls that may go out at once after a rest. */
  readonly burst: number;
}

export interface PacerDeps {
  readonly pace: Pace;
  /** How long something else holds calls back, ms. */
  readonly heldMs?: () => number;
  readonly now?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** A token bucket for the calls of one account. It slows down when the server asks for it and recovers by successes. */
export interface Pacer {
  /** Resolves when a call may go out. Rejects with the signal's reason when it aborts first; nothing is used up then. */
  take(signal?: AbortSignal): Promise<void>;
  /** The server said "too many" or "not now": half the pace, and nothing before what Retry-After says. */
  slowDown(retryAfterMs: number | null): void;
  /** A call went well: a tenth of the full pace comes back. */
  succeeded(): void;
  /** How long the next call has to wait. */
  waitMs(): number;
  /** The server asked for it and the full pace has not come back yet. */
  isSlowed(): boolean;
  /** How long so many calls take at the present pace, without the servers' own time. */
  estimateMs(calls: number): number;
}

/** Never slower than this part of the full pace. */
const slowest = 1 / 32;
const firstPauseMs = 1000;
const longestPauseMs = 60_000;
const rounding = 1e-6;
/** A timer for longer than 2^31 ms ends at once. */
const longestSleepMs = 2 ** 31 - 1;

export function createPacer({
  pace,
  heldMs = () => 0,
  now = steadyNow,
  sleep = defaultSleep,
}: PacerDeps): Pacer {
  let tokens = pace.burst;
  let filledAt = now();
  let share = 1;
  let refusals = 0;
  let blockedUntil = 0;

  const perMs = () => (pace.callsPerSecond * share) / 1000;

  function fill(): void {
    const at = now();
    tokens = Math.min(pace.burst, tokens + Math.max(0, at - filledAt) * perMs());
    filledAt = at;
  }

  function waitMs(): number {
    fill();
    // Timers count whole milliseconds; a sum of fractions may be off by less than any of them.
    const forToken = Math.ceil((1 - tokens) / perMs() - rounding);
    return Math.max(forToken, blockedUntil - now(), heldMs(), 0);
  }

  return {
    waitMs,
    // Tenths do not add up to one exactly.
    isSlowed: () => share < 1 - rounding || blockedUntil > now(),
    async take(signal) {
      for (;;) {
        signal?.throwIfAborted();
        const ms = waitMs();
        if (ms === 0) break;
        await sleep(Math.min(ms, longestSleepMs), signal);
      }
      tokens -= 1;
    },
    slowDown(retryAfterMs) {
      fill();
      tokens = Math.min(tokens, 1);
      share = Math.max(slowest, share / 2);
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** refusals);
      refusals += 1;
      blockedUntil = Math.max(blockedUntil, now() + (retryAfterMs ?? pauseMs));
    },
    succeeded() {
      fill();
      refusals = 0;
      share = Math.min(1, share + 0.1);
    },
    estimateMs(calls) {
      fill();
      const blockedMs = Math.max(0, blockedUntil - now(), heldMs());
      return blockedMs + Math.ceil(Math.max(0, calls - Math.floor(tokens)) / perMs());
    },
  };
}

/** Unlike the time of day it never goes back, which would make a pause last until it is that late again. */
const steadyNow = () => performance.now();

async function defaultSleep(ms: number, signal?: AbortSignal): Promise<void> {
  await sleepFor(ms, undefined, signal ? { signal } : {});
}
