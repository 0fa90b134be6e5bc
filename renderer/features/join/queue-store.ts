import { create } from "zustand";
import type { AccountKind } from "../../../shared/domain/account.ts";
import { joinGapMs } from "../../../shared/domain/join-pace.ts";
import { type AppError, type ErrorCode, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { type AttemptsStore, useAttemptsStore, type Wanted } from "./attempts-store.ts";
import { isIn } from "./joinable.ts";

export interface QueueEntry extends Wanted {
  readonly kind: AccountKind;
}

/** Why some were left: WeChat allows no more before a time, it complained, or nothing would have worked. */
export type QueueStop =
  | { readonly reason: "limit"; readonly at: number }
  | { readonly reason: "complaint"; readonly message: string }
  | { readonly reason: "error"; readonly error: AppError }
  | { readonly reason: "person" };

export interface QueueStore {
  readonly state: "idle" | "asking" | "running" | "paused" | "ended";
  readonly entries: readonly QueueEntry[];
  /** Keys of those that were tried. */
  readonly tried: readonly string[];
  readonly current: string | null;
  /** Nothing goes out before; null while nothing waits. */
  readonly waitUntil: number | null;
  readonly stop: QueueStop | null;
  /** Joining many takes two steps, as joining one does. */
  ask(entries: readonly QueueEntry[]): void;
  start(): Promise<void>;
  pause(): void;
  resume(): Promise<void>;
  /** What is under way ends; the rest is left. */
  end(): void;
  /** One that was taken off the list is not joined any more; it must not be under way. */
  leaveOut(codeKey: string): void;
  dismiss(): void;
}

interface Deps {
  readonly bridge: AppBridge;
  readonly attempts: () => Pick<AttemptsStore, "attempts" | "join">;
  readonly now?: () => number;
  /** Resolves after the time, or as soon as the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A longer wait is no wait: the rest stays in the list for later. */
const longestWaitMs = 20 * 60_000;
/** What the account's next code would fail with too. */
const hopeless: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "offline",
  "signed_out",
  "device_offline",
  "rate_limited",
  "insecure",
]);
const nothing = { entries: [], tried: [], current: null, waitUntil: null, stop: null } as const;

/** Joins one code after another, at the pace of each account, never one twice. */
export function createQueueStore({ bridge, attempts, now = Date.now, sleep = sleepFor }: Deps) {
  let control = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const lastAt = new Map<string, number>();

  return create<QueueStore>()((set, get) => {
    /** Until when this account has to wait; why it cannot go on at all. */
    async function paceOf({ accountId, kind }: QueueEntry): Promise<number | QueueStop> {
      const afterGap = (lastAt.get(accountId) ?? 0) + joinGapMs[kind];
      if (kind !== "gewe") return afterGap;
      try {
        const { nextJoinAt, stopped } = await bridge.call("friends.state", { accountId });
        if (stopped !== null) return { reason: "complaint", message: stopped.message };
        if (nextJoinAt === null) return afterGap;
        if (nextJoinAt - now() > longestWaitMs) return { reason: "limit", at: nextJoinAt };
        return Math.max(afterGap, nextJoinAt);
      } catch (cause) {
        return { reason: "error", error: toAppError(cause) };
      }
    }

    /** After the run before, whose last join may still be under way. */
    function run(): Promise<void> {
      running = running.then(() => (get().state === "running" ? runNow() : undefined));
      return running;
    }

    async function runNow(): Promise<void> {
      control = new AbortController();
      const { signal } = control;
      const barred = new Set<string>();
      for (const entry of get().entries) {
        if (!get().entries.includes(entry)) continue;
        if (get().tried.includes(entry.codeKey) || barred.has(entry.accountId)) continue;
        if (isIn(attempts().attempts[entry.codeKey], entry.accountId)) continue;
        const stop = await takeTurn(entry, signal);
        if (signal.aborted) return;
        if (stop === null) continue;
        set({ stop });
        if (stop.reason === "error" && stop.error.code === "offline") break;
        barred.add(entry.accountId);
      }
      set({ state: "ended", current: null, waitUntil: null });
    }

    /** Waits, joins, and says why nothing more can be done with this account. */
    async function takeTurn(entry: QueueEntry, signal: AbortSignal): Promise<QueueStop | null> {
      set({ current: entry.codeKey });
      const pace = await paceOf(entry);
      if (signal.aborted) return null;
      if (typeof pace !== "number") return pace;
      if (pace > now()) {
        set({ waitUntil: pace });
        await sleep(pace - now(), signal);
        if (signal.aborted) return null;
        set({ waitUntil: null });
      }
      set(({ tried }) => ({ tried: [...tried, entry.codeKey] }));
      const { error } = await attempts().join(entry);
      lastAt.set(entry.accountId, now());
      return error !== null && hopeless.has(error.code) ? { reason: "error", error } : null;
    }

    return {
      state: "idle",
      ...nothing,
      ask: (entries) => set({ ...nothing, state: "asking", entries }),
      async start() {
        if (get().state !== "asking") return;
        set({ state: "running" });
        await run();
      },
      pause() {
        if (get().state !== "running") return;
        control.abort();
        set({ state: "paused", waitUntil: null });
      },
      async resume() {
        if (get().state !== "paused") return;
        set({ state: "running" });
        await run();
      },
      end() {
        control.abort();
        set({ state: "ended", current: null, waitUntil: null, stop: { reason: "person" } });
      },
      leaveOut(codeKey) {
        const { state, entries, tried, dismiss } = get();
        if (tried.includes(codeKey)) return;
        const left = entries.filter((entry) => entry.codeKey !== codeKey);
        if (state === "asking" && left.length === 0) dismiss();
        else set({ entries: left });
      },
      dismiss: () => set({ state: "idle", ...nothing }),
    };
  });
}

/** The codes of a queue that is not at its end: they stay on the list, each with what becomes of it. */
export function queuedKeys({ state, entries }: Pick<QueueStore, "state" | "entries">): ReadonlySet<string> {
  const isUnderWay = state === "running" || state === "paused";
  return new Set(isUnderWay ? entries.map(({ codeKey }) => codeKey) : []);
}

function sleepFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

export const useQueueStore = createQueueStore({ bridge, attempts: () => useAttemptsStore.getState() });
