import { create } from "zustand";
import type { JoinOutcome } from "../../../shared/domain/join.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallOutput } from "../../../shared/ipc/contract.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

/** How far one group's wish has come. */
export interface Entry {
  readonly step: "asking" | "sending" | "done";
  readonly outcome: JoinOutcome | null;
  readonly error: AppError | null;
}

export interface GroupEntryStore {
  readonly publicGroups: CallOutput<"groups.public"> | null;
  readonly publicError: AppError | null;
  readonly isReadingPublic: boolean;
  /** By group id. */
  readonly entries: Readonly<Record<string, Entry>>;
  reset(): void;
  readPublic(accountId: string): Promise<void>;
  /** Before anything is sent. */
  ask(groupId: string): void;
  cancel(groupId: string): void;
  /** Sent once: nothing while it runs, or where the outcome may still stand. */
  apply(accountId: string, groupId: string, reason: string): Promise<void>;
}

const fresh = { publicGroups: null, publicError: null, isReadingPublic: false, entries: {} } as const;

/** The server's public groups, and what became of our wish to be in them. */
export function createGroupEntryStore(bridge: AppBridge) {
  // What was asked before the panel was closed is no longer wanted.
  let opened = 0;
  return create<GroupEntryStore>()((set, get) => {
    function change(groupId: string, entry: Entry | null): void {
      const { [groupId]: _known, ...others } = get().entries;
      set({ entries: entry === null ? others : { ...others, [groupId]: entry } });
    }
    return {
      ...fresh,
      reset() {
        opened += 1;
        set(fresh);
      },
      async readPublic(accountId) {
        const mine = opened;
        set({ isReadingPublic: true, publicError: null });
        try {
          const publicGroups = await bridge.call("groups.public", { accountId });
          if (mine === opened) set({ isReadingPublic: false, publicGroups });
        } catch (cause) {
          if (mine === opened) set({ isReadingPublic: false, publicError: toAppError(cause) });
        }
      },
      ask: (groupId) => change(groupId, { step: "asking", outcome: null, error: null }),
      cancel: (groupId) => change(groupId, null),
      async apply(accountId, groupId, reason) {
        if (get().entries[groupId]?.step !== "asking") return;
        const mine = opened;
        change(groupId, { step: "sending", outcome: null, error: null });
        try {
          const outcome = await bridge.call("groups.apply", { accountId, groupId, reason });
          if (mine === opened) change(groupId, { step: "done", outcome, error: null });
        } catch (cause) {
          if (mine === opened) change(groupId, { step: "done", outcome: null, error: toAppError(cause) });
        }
      },
    };
  });
}

export const useGroupEntryStore = createGroupEntryStore(bridge);
