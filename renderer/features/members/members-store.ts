import { create } from "zustand";
import type { Member } from "../../../shared/domain/member.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallOutput } from "../../../shared/ipc/contract.ts";
import type { NamesStatus } from "../../../shared/ipc/people-calls.ts";
import type { SmartList } from "../../../shared/ipc/search-calls.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";
import { createWindowReader, type ListWindows, noWindows } from "../../window-reader.ts";

interface SyncProgress {
  readonly done: number;
  readonly total: number | null;
}

export interface MembersStore {
  readonly accountId: string | null;
  readonly groupId: string | null;
  readonly query: string;
  /** One of the lists that keep themselves; null shows everybody. */
  readonly smartList: SmartList | null;
  readonly list: ListWindows<Member>;
  /** The order on screen, kept while names arrive; null until the first answer. */
  readonly order: number | null;
  /** How often it was sorted anew: then it begins at the top again. */
  readonly sorts: number;
  /** How far the names are known; null where that is not. */
  readonly names: NamesStatus | null;
  readonly isSyncing: boolean;
  readonly progress: SyncProgress | null;
  readonly syncError: AppError | null;
  open(accountId: string, groupId: string): void;
  search(query: string): void;
  showList(smartList: SmartList | null): void;
  ensureRange(from: number, to: number): void;
  reload(): void;
  /** By the names of today. */
  sortAnew(): void;
  sync(): Promise<void>;
  listen(): () => void;
}

/** The members of the one group on screen. */
export function createMembersStore(bridge: AppBridge) {
  const useStore = create<MembersStore>()((set, get) => {
    const isOpen = (where: { readonly accountId: string; readonly groupId: string | null }) =>
      where.accountId === get().accountId && where.groupId === get().groupId;
    // Syncs by group: leaving a group and coming back must not start a second one.
    const running = new Set<string>();
    const keyOf = (accountId: string | null, groupId: string | null) => `${accountId} ${groupId}`;

    async function loadNames(): Promise<void> {
      const { accountId, groupId } = get();
      if (accountId === null || groupId === null) return;
      try {
        const names = await bridge.call("people.status", { accountId, groupId });
        if (isOpen({ accountId, groupId })) set({ names });
      } catch {
        // Words beside the list: whatever keeps them away is told by the list itself.
      }
    }
    return {
      accountId: null,
      groupId: null,
      query: "",
      smartList: null,
      list: noWindows,
      order: null,
      sorts: 0,
      names: null,
      isSyncing: false,
      progress: null,
      syncError: null,
      open(accountId, groupId) {
        if (isOpen({ accountId, groupId })) return;
        const isSyncing = running.has(keyOf(accountId, groupId));
        const shown = { query: "", smartList: null, list: noWindows, order: null, names: null };
        set({ accountId, groupId, ...shown, isSyncing, progress: null, syncError: null });
        reader.restart({ clear: true });
        void loadNames();
      },
      search(query) {
        if (query === get().query) return;
        set({ query, order: null });
        reader.restart();
      },
      showList(smartList) {
        if (smartList === get().smartList) return;
        set({ smartList, order: null });
        reader.restart();
      },
      ensureRange: (from, to) => reader.ensureRange(from, to),
      reload: () => reader.reload(),
      sortAnew() {
        set({ order: null, sorts: get().sorts + 1 });
        reader.restart();
      },
      async sync() {
        const { accountId, groupId } = get();
        if (accountId === null || groupId === null) return;
        const key = keyOf(accountId, groupId);
        if (running.has(key)) return;
        running.add(key);
        set({ isSyncing: true, progress: null, syncError: null });
        try {
          await bridge.call("members.sync", { accountId, groupId });
          // Before the sync counts as over: a list not read again yet would look like an empty one.
          if (isOpen({ accountId, groupId })) await reader.reload();
        } catch (cause) {
          if (isOpen({ accountId, groupId })) set({ syncError: toAppError(cause) });
        } finally {
          running.delete(key);
          if (isOpen({ accountId, groupId })) set({ isSyncing: false, progress: null });
        }
      },
      listen() {
        const reload = coalesce(() => {
          void reader.reload();
          void loadNames();
        }, 150);
        const stops = [
          bridge.on("members.changed", (where) => {
            if (isOpen(where)) reload();
          }),
          bridge.on("people.changed", ({ accountId }) => {
            if (accountId === get().accountId) reload();
          }),
          bridge.on("sync.progress", ({ what, done, total, isFinished, ...where }) => {
            if (what === "members" && isOpen(where)) set({ progress: isFinished ? null : { done, total } });
          }),
        ];
        return () => {
          for (const stop of stops) stop();
          reload.cancel();
        };
      },
    };
  });

  const reader = createWindowReader<Member>(
    async (offset, limit) => {
      const question = useStore.getState();
      const answer = await readMembers(bridge, question, offset, limit);
      const { accountId, groupId, query, smartList, sorts } = useStore.getState();
      const isSame =
        accountId === question.accountId &&
        groupId === question.groupId &&
        query === question.query &&
        smartList === question.smartList &&
        sorts === question.sorts;
      if (isSame) useStore.setState({ order: answer.order });
      return answer;
    },
    (list) => useStore.setState({ list }),
  );
  return useStore;
}

export type ShownMembers = Pick<
  MembersStore,
  "accountId" | "groupId" | "query" | "smartList" | "list" | "order"
>;

/** A slice of what is shown: the search within everybody or within the chosen list. */
export function readMembers(
  bridge: AppBridge,
  { accountId, groupId, query, smartList, order }: ShownMembers,
  offset: number,
  limit: number,
): Promise<CallOutput<"members.window">> {
  const kept = order === null ? {} : { order };
  const window = { accountId: accountId ?? "", groupId: groupId ?? "", query, offset, limit, ...kept };
  return smartList === null
    ? bridge.call("members.window", window)
    : bridge.call("members.smartList", { ...window, list: smartList });
}

/** Everybody of what is shown, frozen at this moment. */
export function readMemberIds(
  bridge: AppBridge,
  { accountId, groupId, query, smartList }: ShownMembers,
): Promise<string[]> {
  const where = { accountId: accountId ?? "", groupId: groupId ?? "", query };
  return smartList === null
    ? bridge.call("members.ids", where)
    : bridge.call("members.smartListIds", { ...where, list: smartList });
}

export const useMembersStore = createMembersStore(bridge);
