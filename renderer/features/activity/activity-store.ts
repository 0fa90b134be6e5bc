import { create } from "zustand";
import type { Activity, ActivityKind } from "../../../shared/domain/activity.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallInput } from "../../../shared/ipc/contract.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";
import { createWindowReader, type ListWindows, noWindows } from "../../window-reader.ts";

/** The group a filter is about; its name is for the person only. */
export interface FilteredGroup {
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
}

export interface ActivityFilter {
  readonly query: string;
  readonly who: "all" | "mine" | "seen";
  readonly accountId: string | null;
  readonly group: FilteredGroup | null;
  readonly kind: ActivityKind | null;
}

export interface ActivityStore {
  readonly filter: ActivityFilter;
  readonly list: ListWindows<Activity>;
  readonly isExporting: boolean;
  readonly actionError: AppError | null;
  /** The row whose act is being taken back. */
  readonly undoingId: number | null;
  /** Reads the newest rows; the filter stays as it was left. */
  open(): void;
  change(change: Partial<ActivityFilter>): void;
  ensureRange(from: number, to: number): void;
  reload(): void;
  /** Everything the filter matches, to where the person chooses. */
  exportTable(): Promise<void>;
  /** Sets an earlier name again. */
  renameBack(activity: Activity, name: string): Promise<void>;
  dismiss(): void;
  listen(): () => void;
}

export const noFilter: ActivityFilter = { query: "", who: "all", accountId: null, group: null, kind: null };

/** What was done and seen, over all accounts. */
export function createActivityStore(bridge: AppBridge) {
  const useStore = create<ActivityStore>()((set, get) => ({
    filter: noFilter,
    list: noWindows,
    isExporting: false,
    actionError: null,
    undoingId: null,
    open() {
      set({ list: noWindows, actionError: null });
      reader.restart({ clear: true });
    },
    change(change) {
      set(({ filter }) => ({ filter: narrowed({ ...filter, ...change }, change) }));
      reader.restart();
    },
    ensureRange: (from, to) => reader.ensureRange(from, to),
    reload: () => reader.reload(),
    async exportTable() {
      if (get().isExporting) return;
      set({ isExporting: true, actionError: null });
      try {
        await bridge.call("activity.export", inputOf(get().filter));
      } catch (cause) {
        set({ actionError: toAppError(cause) });
      } finally {
        set({ isExporting: false });
      }
    },
    async renameBack({ id, kind, accountId, groupId, targetId }, name) {
      if (groupId === null || get().undoingId !== null) return;
      set({ undoingId: id, actionError: null });
      try {
        if (kind === "rename_group") await bridge.call("groups.rename", { accountId, groupId, name });
        else if (targetId !== null) {
          await bridge.call("files.rename", { accountId, groupId, fileId: targetId, name });
        }
      } catch (cause) {
        set({ actionError: toAppError(cause) });
      } finally {
        set({ undoingId: null });
      }
    },
    dismiss: () => set({ actionError: null }),
    listen() {
      const reload = coalesce(() => reader.reload(), 250);
      const stop = bridge.on("activity.changed", reload);
      return () => {
        stop();
        reload.cancel();
      };
    },
  }));

  const reader = createWindowReader<Activity>(
    (offset, limit) =>
      bridge.call("activity.window", { ...inputOf(useStore.getState().filter), offset, limit }),
    (list) => useStore.setState({ list }),
  );
  return useStore;
}

/** A group belongs to one account, and a kind is either ours or seen: what no longer fits is let go. */
function narrowed(filter: ActivityFilter, change: Partial<ActivityFilter>): ActivityFilter {
  const { group, kind, accountId, who } = filter;
  const isSeen = kind?.startsWith("seen_") ?? false;
  const fits = who === "all" || kind === null || isSeen === (who === "seen");
  return {
    ...filter,
    group: change.accountId !== undefined && group?.accountId !== accountId ? null : group,
    kind: change.who !== undefined && !fits ? null : kind,
  };
}

function inputOf({ query, who, accountId, group, kind }: ActivityFilter): CallInput<"activity.window"> {
  return {
    ...{ query, who },
    accountId: group?.accountId ?? accountId,
    groupId: group?.id ?? null,
    kinds: kind === null ? [] : [kind],
  };
}

export const useActivityStore = createActivityStore(bridge);
