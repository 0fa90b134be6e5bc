import { create } from "zustand";
import type { Member } from "../../../shared/domain/member.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallOutput } from "../../../shared/ipc/contract.ts";
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
  readonly isSyncing: boolean;
  readonly progress: SyncProgress | null;
  readonly syncError: AppError | null;
  open(accountId: string, groupId: string): void;
  search(query: string): void;
  showList(smartList: SmartList | null): void;
  ensureRange(from: number, to: number): void;
  reload(): void;
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
    return {
      accountId: null,
      groupId: null,
      query: "",
      smartList: null,
      list: noWindows,
      isSyncing: false,
      progress: null,
      syncError: null,
      open(accountId, groupId) {
        if (isOpen({ accountId, groupId })) return;
        const isSyncing = running.has(keyOf(accountId, groupId));
        const shown = { query: "", smartList: null, list: noWindows };
        set({ accountId, groupId, ...shown, isSyncing, progress: null, syncError: null });
        reader.restart({ clear: true });
      },
      search(query) {
        if (query === get().query) return;
        set({ query });
        reader.restart();
      },
      showList(smartList) {
        if (smartList === get().smartList) return;
        set({ smartList });
        reader.restart();
      },
      ensureRange: (from, to) => reader.ensureRange(from, to),
      reload: () => reader.reload(),
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
        const reload = coalesce(() => reader.reload(), 150);
        const stops = [
          bridge.on("members.changed", (where) => {
            if (isOpen(where)) reload();
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
    (offset, limit) => readMembers(bridge, useStore.getState(), offset, limit),
    (list) => useStore.setState({ list }),
  );
  return useStore;
}

export type ShownMembers = Pick<MembersStore, "accountId" | "groupId" | "query" | "smartList" | "list">;

/** A slice of what is shown: the search within everybody or within the chosen list. */
export function readMembers(
  bridge: AppBridge,
  { accountId, groupId, query, smartList }: ShownMembers,
  offset: number,
  limit: number,
): Promise<CallOutput<"members.window">> {
  const window = { accountId: accountId ?? "", groupId: groupId ?? "", query, offset, limit };
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
