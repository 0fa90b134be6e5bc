import { create } from "zustand";
import type { InboxRow } from "../../../shared/domain/inbox.ts";
import { AppError, toAppError } from "../../../shared/errors.ts";
import type { UnreadInbox } from "../../../shared/ipc/inbox-calls.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";

export type InboxFilter = "pending" | "decided";

export interface InboxFailure {
  readonly accountId: string;
  /** Null: neither of its lists could be read. */
  readonly list: UnreadInbox["list"];
  readonly error: AppError;
}

export interface InboxStore {
  /** Null before the first answer. Pending ones always, the decided ones where they are on screen. */
  readonly rows: readonly InboxRow[] | null;
  readonly pending: number;
  /** Groups that tell nothing before somebody opened them. */
  readonly untoldGroups: number;
  readonly filter: InboxFilter;
  readonly query: string;
  readonly loadError: AppError | null;
  readonly isSyncing: boolean;
  /** What of an account's inbox could not be read just now. */
  readonly failures: readonly InboxFailure[];
  readonly syncedAt: number | null;
  load(): Promise<void>;
  show(filter: InboxFilter): void;
  search(query: string): void;
  /** Asks main to read every account; what changed arrives by the event. */
  sync(): Promise<void>;
  listen(): () => void;
}

export function createInboxStore(bridge: AppBridge, now: () => number = Date.now) {
  let revision = -1;
  let asked = 0;
  return create<InboxStore>()((set, get) => ({
    rows: null,
    pending: 0,
    untoldGroups: 0,
    filter: "pending",
    query: "",
    loadError: null,
    isSyncing: false,
    failures: [],
    syncedAt: null,
    async load() {
      asked += 1;
      const mine = asked;
      try {
        const list = await bridge.call("inbox.list", { showsDecided: get().filter === "decided" });
        if (mine !== asked || list.revision < revision) return;
        revision = list.revision;
        const { rows, pending, untoldGroups } = list;
        set({ rows, pending, untoldGroups, loadError: null });
      } catch (cause) {
        if (mine === asked) set({ loadError: toAppError(cause) });
      }
    },
    show(filter) {
      if (filter === get().filter) return;
      set({ filter });
      void get().load();
    },
    search: (query) => set({ query }),
    async sync() {
      if (get().isSyncing) return;
      set({ isSyncing: true });
      try {
        const failures = await bridge.call("inbox.sync");
        await get().load();
        set({
          failures: failures.map(({ accountId, list, code, message, server }) => ({
            accountId,
            list,
            error: new AppError(code, message, { server: server ?? undefined }),
          })),
          syncedAt: now(),
        });
      } catch (cause) {
        set({ loadError: toAppError(cause) });
      } finally {
        set({ isSyncing: false });
      }
    },
    listen() {
      const reload = coalesce(() => void get().load(), 100);
      // Names come from the groups, members and profiles, which arrive page by page.
      const rename = coalesce(() => {
        if (get().rows?.length) void get().load();
      }, 1000);
      const stops = [
        bridge.on("inbox.changed", reload),
        bridge.on("accounts.changed", reload),
        bridge.on("groups.changed", rename),
        bridge.on("members.changed", rename),
        bridge.on("people.changed", rename),
      ];
      return () => {
        for (const stop of stops) stop();
        reload.cancel();
        rename.cancel();
      };
    },
  }));
}

export const useInboxStore = createInboxStore(bridge);

/** How many wait in one group of an account. */
export function usePendingIn(accountId: string, groupId: string): number {
  return useInboxStore(({ rows }) => pendingIn(rows, accountId, groupId));
}

export function pendingIn(rows: readonly InboxRow[] | null, accountId: string, groupId: string): number {
  let count = 0;
  for (const row of rows ?? []) {
    const isThere = row.groupId === groupId && row.accountId === accountId;
    if (isThere && row.status === "pending" && row.kind === "application") count += 1;
  }
  return count;
}
