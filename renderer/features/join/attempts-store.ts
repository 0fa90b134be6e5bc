import { create } from "zustand";
import type { JoinOutcome } from "../../../shared/domain/join.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

/** What became of joining by a code in this window; with which account it was tried last. */
export interface Attempt {
  readonly accountId: string;
  readonly step: "joining" | "checking" | "done";
  readonly outcome: JoinOutcome | null;
  readonly error: AppError | null;
}

export interface Wanted {
  readonly codeKey: string;
  readonly text: string;
  readonly accountId: string;
}

export interface AttemptsStore {
  readonly attempts: Readonly<Record<string, Attempt>>;
  /** The code whose question is open; joining one takes two steps. */
  readonly asked: string | null;
  ask(codeKey: string): void;
  cancel(): void;
  /** Answers the question, if it was asked. */
  confirm(wanted: Wanted): Promise<void>;
  /** Resolves with how it ended; while one for the same code runs, with the same. */
  join(wanted: Wanted): Promise<Attempt>;
  /** After a lost answer or an application: whether the account is in by now. Sends nothing that joins. */
  check(wanted: Wanted): Promise<void>;
  /** What ended is told no more here; brought again, a code tells it as seen before. Those to keep stay. */
  forgetEnded(kept: ReadonlySet<string>): void;
}

export function createAttemptsStore(bridge: AppBridge) {
  const running = new Map<string, Promise<Attempt>>();

  return create<AttemptsStore>()((set, get) => {
    const write = (codeKey: string, attempt: Attempt) => {
      set(({ attempts }) => ({ attempts: { ...attempts, [codeKey]: attempt } }));
      return attempt;
    };

    async function attempt({ codeKey, text, accountId }: Wanted): Promise<Attempt> {
      if (get().asked === codeKey) set({ asked: null });
      write(codeKey, { accountId, step: "joining", outcome: null, error: null });
      try {
        const outcome = await bridge.call("join.join", { accountId, text });
        return write(codeKey, { accountId, step: "done", outcome, error: null });
      } catch (cause) {
        return write(codeKey, { accountId, step: "done", outcome: null, error: toAppError(cause) });
      }
    }

    return {
      attempts: {},
      asked: null,
      ask: (codeKey) => set({ asked: codeKey }),
      cancel: () => set({ asked: null }),
      async confirm(wanted) {
        if (get().asked !== wanted.codeKey) return;
        set({ asked: null });
        await get().join(wanted);
      },
      join(wanted) {
        const before = running.get(wanted.codeKey);
        if (before !== undefined) return before;
        const joining = attempt(wanted).finally(() => running.delete(wanted.codeKey));
        running.set(wanted.codeKey, joining);
        return joining;
      },
      async check({ codeKey, text, accountId }) {
        const before = get().attempts[codeKey];
        const outcome = before?.outcome ?? null;
        write(codeKey, { accountId, step: "checking", outcome, error: null });
        try {
          const found = await bridge.call("join.check", { accountId, text });
          const message = outcome?.outcome === found.outcome ? outcome.message : found.message;
          write(codeKey, { accountId, step: "done", outcome: { ...found, message }, error: null });
        } catch (cause) {
          write(codeKey, { accountId, step: "done", outcome, error: toAppError(cause) });
        }
      },
      forgetEnded: (kept) =>
        set(({ attempts }) => ({
          asked: null,
          attempts: Object.fromEntries(
            Object.entries(attempts).filter(([key, { step }]) => step !== "done" || kept.has(key)),
          ),
        })),
    };
  });
}

export const useAttemptsStore = createAttemptsStore(bridge);
