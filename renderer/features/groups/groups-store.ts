import { create } from "zustand";
import type { Group } from "../../../shared/domain/group.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallOutput } from "../../../shared/ipc/contract.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";
import { createWindowReader, type ListWindows, noWindows } from "../../window-reader.ts";

export interface GroupsStore {
  readonly accountId: string | null;
  readonly query: string;
  readonly list: ListWindows<Group>;
  /** The group open in each account, so that switching accounts comes back to it. */
  readonly selected: Readonly<Record<string, string>>;
  /** Accounts whose list is being fetched from the server now. */
  readonly syncing: readonly string[];
  readonly syncErrors: Readonly<Record<string, AppError>>;
  /** Shows the groups of another account; null shows none. */
  open(accountId: string | null): void;
  search(query: string): void;
  select(accountId: string, groupId: string): void;
  /** For a group that is gone: nothing is open then, unless another group was chosen meanwhile. */
  deselect(accountId: string, groupId: string): void;
  ensureRange(from: number, to: number): void;
  reload(): void;
  /** Asks main to fetch the list; what changed arrives by the event. A second wish while one runs is the same wish. */
  sync(accountId: string): Promise<void>;
  listen(): () => void;
}

export function createGroupsStore(bridge: AppBridge) {
  const useStore = create<GroupsStore>()((set, get) => ({
    accountId: null,
    query: "",
    list: noWindows,
    selected: {},
    syncing: [],
    syncErrors: {},
    open(accountId) {
      if (accountId === get().accountId) return;
      set({ accountId, query: "", list: noWindows });
      if (accountId !== null) reader.restart({ clear: true });
    },
    search(query) {
      if (query === get().query) return;
      set({ query });
      reader.restart();
    },
    select: (accountId, groupId) =>
      set(({ selected }) => ({ selected: { ...selected, [accountId]: groupId } })),
    deselect(accountId, groupId) {
      const { [accountId]: open, ...selected } = get().selected;
      if (open === groupId) set({ selected });
    },
    ensureRange: (from, to) => reader.ensureRange(from, to),
    reload: () => reader.reload(),
    async sync(accountId) {
      if (get().syncing.includes(accountId)) return;
      set(({ syncing, syncErrors: { [accountId]: _, ...syncErrors } }) => ({
        syncing: [...syncing, accountId],
        syncErrors,
      }));
      try {
        await bridge.call("groups.sync", { accountId });
        // Before the sync counts as over: a list not read again yet would look like an empty one.
        if (accountId === get().accountId) await reader.reload();
      } catch (cause) {
        set(({ syncErrors }) => ({ syncErrors: { ...syncErrors, [accountId]: toAppError(cause) } }));
      } finally {
        set(({ syncing }) => ({ syncing: syncing.filter((id) => id !== accountId) }));
      }
    },
    listen() {
      const reload = coalesce(() => reader.reload(), 60);
      const stop = bridge.on("groups.changed", ({ accountId }) => {
        if (accountId === get().accountId) reload();
      });
      return () => {
        stop();
        reload.cancel();
      };
    },
  }));

  const reader = createWindowReader<Group>(
    (offset, limit) => readGroups(bridge, useStore.getState(), offset, limit),
    (list) => useStore.setState({ list }),
  );
  return useStore;
}

export type ShownGroups = Pick<GroupsStore, "accountId" | "query" | "list">;

/** A slice of the groups a search finds. */
export function readGroups(
  bridge: AppBridge,
  { accountId, query }: Pick<ShownGroups, "accountId" | "query">,
  offset: number,
  limit: number,
): Promise<CallOutput<"groups.window">> {
  return bridge.call("groups.window", { accountId: accountId ?? "", query, offset, limit });
}

const readAtOnce = 500;

/** All groups a search finds, at this moment. */
export async function readAllGroups(
  bridge: AppBridge,
  question: Pick<ShownGroups, "accountId" | "query">,
): Promise<readonly Group[]> {
  const groups: Group[] = [];
  for (;;) {
    const { rows, total } = await readGroups(bridge, question, groups.length, readAtOnce);
    groups.push(...rows);
    if (rows.length === 0 || groups.length >= total) return groups;
  }
}

export const useGroupsStore = createGroupsStore(bridge);
