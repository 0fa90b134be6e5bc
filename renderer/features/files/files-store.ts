import { create } from "zustand";
import type { GroupFile } from "../../../shared/domain/group-file.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallOutput } from "../../../shared/ipc/contract.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";
import { createWindowReader, type ListWindows, noWindows } from "../../window-reader.ts";

export type FileSort = "newest" | "name" | "size";

export interface FilesStore {
  readonly accountId: string | null;
  readonly groupId: string | null;
  readonly query: string;
  readonly sort: FileSort;
  readonly list: ListWindows<GroupFile>;
  readonly isSyncing: boolean;
  readonly syncError: AppError | null;
  open(accountId: string, groupId: string): void;
  search(query: string): void;
  sortBy(sort: FileSort): void;
  ensureRange(from: number, to: number): void;
  reload(): void;
  sync(): Promise<void>;
  listen(): () => void;
}

/** What the list shows, for reading on in it. */
export type ShownFiles = Pick<FilesStore, "accountId" | "groupId" | "query" | "sort" | "list">;

/** The files of the one group on screen. */
export function createFilesStore(bridge: AppBridge) {
  const useStore = create<FilesStore>()((set, get) => {
    const isOpen = (where: { readonly accountId: string; readonly groupId: string }) =>
      where.accountId === get().accountId && where.groupId === get().groupId;
    return {
      accountId: null,
      groupId: null,
      query: "",
      sort: "newest",
      list: noWindows,
      isSyncing: false,
      syncError: null,
      open(accountId, groupId) {
        if (isOpen({ accountId, groupId })) return;
        set({ accountId, groupId, query: "", list: noWindows, isSyncing: false, syncError: null });
        reader.restart({ clear: true });
      },
      search(query) {
        if (query === get().query) return;
        set({ query });
        reader.restart();
      },
      sortBy(sort) {
        if (sort === get().sort) return;
        set({ sort });
        reader.restart();
      },
      ensureRange: (from, to) => reader.ensureRange(from, to),
      reload: () => reader.reload(),
      async sync() {
        const { accountId, groupId } = get();
        if (accountId === null || groupId === null) return;
        set({ isSyncing: true, syncError: null });
        try {
          await bridge.call("files.sync", { accountId, groupId });
          // Before the sync counts as over: a list not read again yet would look like an empty one.
          if (isOpen({ accountId, groupId })) await reader.reload();
        } catch (cause) {
          if (isOpen({ accountId, groupId })) set({ syncError: toAppError(cause) });
        } finally {
          if (isOpen({ accountId, groupId })) set({ isSyncing: false });
        }
      },
      listen() {
        const reload = coalesce(() => reader.reload(), 100);
        const stops = [
          bridge.on("files.changed", (where) => {
            if (isOpen(where)) reload();
          }),
          // Who uploaded them is named.
          bridge.on("people.changed", ({ accountId }) => {
            if (accountId === get().accountId) reload();
          }),
        ];
        return () => {
          for (const stop of stops) stop();
          reload.cancel();
        };
      },
    };
  });

  const reader = createWindowReader<GroupFile>(
    (offset, limit) => readFiles(bridge, useStore.getState(), offset, limit),
    (list) => useStore.setState({ list }),
  );
  return useStore;
}

/** A part of what is shown, also what was never on screen. */
export function readFiles(
  bridge: AppBridge,
  shown: ShownFiles,
  offset: number,
  limit: number,
): Promise<CallOutput<"files.window">> {
  return bridge.call("files.window", { ...searchOf(shown), offset, limit });
}

export function readFileIds(bridge: AppBridge, shown: ShownFiles): Promise<string[]> {
  return bridge.call("files.ids", searchOf(shown));
}

function searchOf({ accountId, groupId, query, sort }: ShownFiles) {
  return { accountId: accountId ?? "", groupId: groupId ?? "", query, sort };
}

export const useFilesStore = createFilesStore(bridge);
