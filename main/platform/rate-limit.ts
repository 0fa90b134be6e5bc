import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleepFor } from "node:timers/promises";
import { AppError } from "../../shared/errors.ts";
import { createPacer, type Pace } from "./pacer.ts";

const background = new AsyncLocalStorage<true>();

/** Runs work that nobody waits for: where a server asked for fewer calls, its calls go out after a person's. */
export function inBackground<Result>(work: () => Result): Result {
  return background.run(true, work);
}

/** Runs work that somebody waits for, wherever it is begun. */
export function forSomebody<Result>(work: () => Result): Result {
  return background.exit(work);
}

/**
 * What one account's server allows. Nothing is held back until it says "too many requests"; then every call of the
 * account waits as long as the server wants, and goes on slowly until answers come as before.
 */
export interface RateLimit {
  /** Resolves when a call may go out. Throws "rate_limited", with nothing sent, where that is too long to wait for. */
  take(signal?: AbortSignal): Promise<void>;
  /** How long the next call has to wait, ms. */
  waitMs(): number;
  /** The same for work in the background. */
  backgroundWaitMs(): number;
  /** The server does not want to be asked now. */
  isPaused(): boolean;
  /** Until when that is, ms since epoch; null when it is not so. */
  until(): number | null;
  /** The server asks for fewer calls. Null: it does not say for how long; the pause then doubles each time. */
  slowDown(retryAfterMs: number | null): void;
  /** A call went well. */
  succeeded(): void;
}

export interface RateLimitOptions {
  /** Until when the server had asked us to wait before we last ended, ms since epoch. */
  readonly until?: number | null;
  /** A pause began, or became longer; with its end, ms since epoch. */
  readonly onPause?: (until: number) => void;
  readonly now?: () => number;
  /** Never goes back, unlike the time of day. */
  readonly steadyNow?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** A pause beyond this is not waited for: whoever asked is told. */
export const longestWaitMs = 30_000;
/** After a pause, until a few calls in a row went well. */
const cautiousPace: Pace = { callsPerSecond: 10, burst: 10 };
const firstPauseMs = 1000;
const longestDoubledMs = 60_000;
/** What a server asks for beyond this is cut: one call in an hour is too much for none, and clocks may be wrong. */
const longestPauseMs = 3_600_000;

export function createRateLimit(options: RateLimitOptions = {}): RateLimit {
  const { onPause = () => undefined, now = Date.now, sleep = defaultSleep } = options;
  const { steadyNow = () => performance.now() } = options;
  let refusals = 0;
  let pausedUntil = 0;
  /** A person's calls go first, by as long as the pause was. */
  let backgroundUntil = 0;
  const pausedMs = () => Math.max(0, pausedUntil - steadyNow());
  const pacer = createPacer({ pace: cautiousPace, heldMs: pausedMs, now: steadyNow, sleep });

  const isPaused = () => pausedMs() > 0;
  const waitMs = () => (pacer.isSlowed() ? pacer.waitMs() : pausedMs());
  const backgroundWaitMs = () => Math.max(waitMs(), backgroundUntil - steadyNow());

  /** True where the pause is longer than what was left. */
  function pause(wantedMs: number): boolean {
    const pauseMs = Math.min(wantedMs, longestPauseMs);
    const end = steadyNow() + pauseMs;
    if (end <= pausedUntil) return false;
    pausedUntil = end;
    backgroundUntil = end + Math.min(pauseMs, longestWaitMs);
    return true;
  }

  const until = () => (isPaused() ? Math.round(now() + pausedMs()) : null);

  if (options.until) pause(options.until - now());

  return {
    waitMs,
    backgroundWaitMs,
    isPaused,
    until,
    async take(signal) {
      for (;;) {
        signal?.throwIfAborted();
        const ms = background.getStore() ? backgroundWaitMs() : waitMs();
        if (ms > longestWaitMs) throw heldBack(ms);
        if (ms > 0) await sleep(ms, signal);
        else return pacer.isSlowed() ? pacer.take(signal) : undefined;
      }
    },
    slowDown(retryAfterMs) {
      // Said while we pause already, it is about a call that was sent before.
      const isNews = !isPaused();
      if (isNews) {
        pacer.slowDown(0);
        refusals += 1;
      }
      const doubledMs = Math.min(longestDoubledMs, firstPauseMs * 2 ** (refusals - 1));
      const isLonger = pause(retryAfterMs ?? (isNews ? doubledMs : 0));
      if (isLonger) onPause(Math.round(now() + pausedMs()));
    },
    succeeded() {
      refusals = 0;
      pacer.succeeded();
    },
  };
}

function heldBack(ms: number): AppError {
  const words = `the server asked us to slow down for another ${Math.ceil(ms / 1000)} s; nothing was sent`;
  return new AppError("rate_limited", words, { retryAfterMs: ms });
}

async function defaultSleep(ms: number, signal?: AbortSignal): Promise<void> {
  await sleepFor(ms, undefined, signal ? { signal } : {});
}
