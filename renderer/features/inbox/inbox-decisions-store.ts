import { create } from "zustand";
import type { InboxRow } from "../../../shared/domain/inbox.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { InboxDecision } from "../../../shared/ipc/inbox-calls.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

/** What is about to be decided, frozen when it was asked. */
export interface Asked {
  readonly rows: readonly InboxRow[];
  readonly isApproved: boolean;
}

/** A decision that was made: its row as it was then, and what became of it. */
export interface Decided extends InboxDecision {
  readonly row: InboxRow;
  readonly isApproved: boolean;
}

export interface InboxDecisionsStore {
  readonly confirming: Asked | null;
  readonly isDeciding: boolean;
  /** By key, in the order they stood in the list; shown until they are put away. */
  readonly decided: ReadonlyMap<string, Decided>;
  readonly decideError: AppError | null;
  ask(rows: readonly InboxRow[], isApproved: boolean): void;
  cancel(): void;
  /** Sends what was asked, exactly that; resolves to the keys that are done. */
  confirm(): Promise<readonly string[]>;
  putAway(): void;
}

/** The contract takes no more at once. */
const keysAtOnce = 1000;

export function createInboxDecisionsStore(bridge: AppBridge) {
  return create<InboxDecisionsStore>()((set, get) => ({
    confirming: null,
    isDeciding: false,
    decided: new Map(),
    decideError: null,
    ask(rows, isApproved) {
      if (get().isDeciding || rows.length === 0) return;
      set({ confirming: { rows, isApproved }, decideError: null });
    },
    cancel() {
      if (!get().isDeciding) set({ confirming: null });
    },
    async confirm() {
      const { confirming, isDeciding } = get();
      if (confirming === null || isDeciding) return [];
      const { rows, isApproved } = confirming;
      const done: string[] = [];
      set({ isDeciding: true });
      try {
        for (let at = 0; at < rows.length; at += keysAtOnce) {
          const some = rows.slice(at, at + keysAtOnce);
          const results = await bridge.call("inbox.decide", {
            keys: some.map(({ key }) => key),
            isApproved,
          });
          const decided = new Map(get().decided);
          for (const result of results) {
            const row = some.find(({ key }) => key === result.key);
            if (row !== undefined) decided.set(result.key, { ...result, row, isApproved });
            if (result.isDone) done.push(result.key);
          }
          set({ decided });
        }
      } catch (cause) {
        set({ decideError: toAppError(cause) });
      } finally {
        set({ isDeciding: false, confirming: null });
      }
      return done;
    },
    putAway: () => set({ decided: new Map(), decideError: null }),
  }));
}

export const useInboxDecisionsStore = createInboxDecisionsStore(bridge);
