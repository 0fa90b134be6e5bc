import { create } from "zustand";
import type { Activity, ActivityKind, UndoResult } from "../../../shared/domain/activity.ts";
import type { NoUndoReason } from "../../../shared/domain/undo.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallInput } from "../../../shared/ipc/contract.ts";
import { withActionError } from "../../action-error.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";
import { createWindowReader, type ListWindows, noWindows } from "../../window-reader.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { startOfDay } from "./days.ts";

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
  /** Days as date fields have them, both inclusive. */
  readonly from: string | null;
  readonly to: string | null;
}

/** How the last undo ended, or what keeps it from being done. */
export type UndoNote = { readonly activity: Activity } & (
  | UndoResult
  | { readonly state: "impossible"; readonly reason: NoUndoReason | "nothing" }
);

export interface ActivityStore {
  readonly filter: ActivityFilter;
  readonly list: ListWindows<Activity>;
  readonly isExporting: boolean;
  readonly actionError: AppError | null;
  /** The row whose act is being taken back. */
  readonly undoingId: number | null;
  readonly undoNote: UndoNote | null;
  /** Acts that were found to be taken back, which the list need not show, or not yet. */
  readonly settledIds: ReadonlySet<number>;
  /** Reads the newest rows; the filter stays as it was left. */
  open(): void;
  change(change: Partial<ActivityFilter>): void;
  ensureRange(from: number, to: number): void;
  reload(): void;
  /** Everything the filter matches, to where the person chooses. */
  exportTable(): Promise<void>;
  /** Sets a value back; where it was changed again since, only when the person is sure. */
  undo(activity: Activity, isSure?: boolean): Promise<void>;
  /** Says why an act cannot be taken back. */
  tell(activity: Activity, reason: NoUndoReason | "nothing"): void;
  /** Opens one act in full, e.g. the one that took another back. */
  show(id: number): Promise<void>;
  dismiss(): void;
  listen(): () => void;
}

export const noFilter: ActivityFilter = {
  ...{ query: "", who: "all", accountId: null, group: null, kind: null },
  ...{ from: null, to: null },
};

/** What was done and seen, over all accounts. */
export function createActivityStore(bridge: AppBridge) {
  const useStore = create<ActivityStore>()((set, get) => ({
    filter: noFilter,
    list: noWindows,
    isExporting: false,
    actionError: null,
    undoingId: null,
    undoNote: null,
    settledIds: new Set(),
    open() {
      set({ list: noWindows, actionError: null, undoNote: null });
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
    async undo(activity, isSure = false) {
      if (get().undoingId !== null) return;
      set({ undoingId: activity.id, actionError: null, undoNote: null });
      try {
        const result = await bridge.call("activity.undo", { id: activity.id, isSure });
        set(({ settledIds }) => ({
          undoNote: { activity, ...result },
          settledIds: result.state === "changed" ? settledIds : settledWith(settledIds, activity),
        }));
      } catch (cause) {
        set({ actionError: toAppError(cause) });
      } finally {
        set({ undoingId: null });
      }
    },
    tell: (activity, reason) =>
      set({ actionError: null, undoNote: { activity, state: "impossible", reason } }),
    show: (id) =>
      withActionError(set, async () => {
        const activity = await bridge.call("activity.get", { id });
        usePanelStore.getState().open({ type: "activity", activity });
      }),
    dismiss: () => set({ actionError: null, undoNote: null }),
    listen() {
      const reload = coalesce(() => reader.reload(), 250);
      // Acts on people who had no name at the time are shown with the one they have now.
      const rename = coalesce(() => reader.reload(), 1000);
      const stops = [bridge.on("activity.changed", reload), bridge.on("people.changed", rename)];
      return () => {
        for (const stop of stops) stop();
        rename.cancel();
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

/** Once an undo is taken back, what it had undone is in force again. */
function settledWith(ids: ReadonlySet<number>, { id, undoes }: Activity): ReadonlySet<number> {
  const settled = new Set(ids).add(id);
  if (undoes !== null) settled.delete(undoes);
  return settled;
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

function inputOf({
  query,
  who,
  accountId,
  group,
  kind,
  from,
  to,
}: ActivityFilter): CallInput<"activity.window"> {
  return {
    ...{ query, who },
    since: from === null ? null : startOfDay(from),
    until: to === null ? null : startOfDay(to, 1),
    accountId: group?.accountId ?? accountId,
    groupId: group?.id ?? null,
    kinds: kind === null ? [] : [kind],
  };
}

export const useActivityStore = createActivityStore(bridge);
