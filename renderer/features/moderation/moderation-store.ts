import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { BlockedRow, MutedRow } from "../../../shared/ipc/administration-calls.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";

export type PeopleListName = "muted" | "blocked";
export type PersonRow = Pick<MutedRow, "userId" | "name">;

export interface PeopleListState<Row extends PersonRow> {
  /** Null until the first answer. What was read stays while it is read again, also when that fails. */
  readonly rows: readonly Row[] | null;
  readonly isLoading: boolean;
  readonly loadError: AppError | null;
}

export interface ModerationStore {
  readonly accountId: string | null;
  readonly groupId: string | null;
  readonly muted: PeopleListState<MutedRow>;
  readonly blocked: PeopleListState<BlockedRow>;
  /** Reads both lists anew, each time: they are not cached. */
  open(accountId: string, groupId: string): void;
  load(list: PeopleListName): Promise<void>;
  loadBoth(): void;
  listen(): () => void;
}

const unread = { rows: null, isLoading: false, loadError: null } as const;

/** Who is muted and who is blocked in the group on screen. */
export function createModerationStore(bridge: AppBridge) {
  const asked = { muted: 0, blocked: 0 };
  return create<ModerationStore>()((set, get) => ({
    accountId: null,
    groupId: null,
    muted: unread,
    blocked: unread,
    open(accountId, groupId) {
      if (accountId !== get().accountId || groupId !== get().groupId) {
        set({ accountId, groupId, muted: unread, blocked: unread });
      }
      get().loadBoth();
    },
    loadBoth() {
      void get().load("muted");
      void get().load("blocked");
    },
    async load(list) {
      const { accountId, groupId } = get();
      if (accountId === null || groupId === null) return;
      asked[list] += 1;
      const mine = asked[list];
      const change = (changes: Partial<PeopleListState<MutedRow & BlockedRow>>) => {
        // A late, older answer is dropped, and so is one about the group before.
        if (mine !== asked[list]) return;
        if (list === "muted") set({ muted: { ...get().muted, ...changes } });
        else set({ blocked: { ...get().blocked, ...changes } });
      };
      change({ isLoading: true });
      try {
        const place = { accountId, groupId };
        if (list === "muted") {
          const rows = await bridge.call("moderation.muted", place);
          if (mine === asked.muted) set({ muted: { rows, isLoading: false, loadError: null } });
        } else {
          const rows = await bridge.call("moderation.blocked", place);
          if (mine === asked.blocked) set({ blocked: { rows, isLoading: false, loadError: null } });
        }
      } catch (cause) {
        change({ isLoading: false, loadError: toAppError(cause) });
      }
    },
    listen() {
      const reload = coalesce(() => get().loadBoth(), 500);
      const stop = bridge.on("administration.changed", ({ accountId, groupId }) => {
        if (accountId === get().accountId && groupId === get().groupId) reload();
      });
      return () => {
        stop();
        reload.cancel();
      };
    },
  }));
}

export const useModerationStore = createModerationStore(bridge);
