import { create } from "zustand";
import type { Group } from "../../../shared/domain/group.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

export type GroupTab = "overview" | "members" | "files" | "announcements" | "moderation" | "settings";

export interface GroupStore {
  readonly accountId: string | null;
  readonly groupId: string | null;
  readonly group: Group | null;
  readonly loadError: AppError | null;
  readonly refreshError: AppError | null;
  readonly tab: GroupTab;
  open(accountId: string, groupId: string): void;
  showTab(tab: GroupTab): void;
  load(): Promise<void>;
  /** Reads the details from the server into the cache; the cached ones stay on screen meanwhile. */
  refresh(): Promise<void>;
  /** Of a WeChat group that its gateway does not list. */
  readonly isSaving: boolean;
  readonly saveError: AppError | null;
  saveToContacts(): Promise<void>;
  /** Null while nobody knows. */
  readonly ownerName: string | null;
  /** Somebody looks at who owns the group: reads the name, and again as names arrive, until the result is called. */
  watchOwner(): () => void;
  listen(): () => void;
}

const nothing = {
  group: null,
  loadError: null,
  refreshError: null,
  isSaving: false,
  saveError: null,
  ownerName: null,
} as const;

/** The one group on screen. */
export function createGroupStore(bridge: AppBridge) {
  let asked = 0;
  return create<GroupStore>()((set, get) => {
    const place = () => {
      const { accountId, groupId } = get();
      return accountId === null || groupId === null ? null : { accountId, groupId };
    };
    async function nameOwner(): Promise<void> {
      const { group } = get();
      if (!group?.ownerId) return;
      const { accountId, id: groupId, ownerId } = group;
      const names = await bridge
        .call("people.names", { accountId, groupId, ids: [ownerId] })
        // A name is worth having, not worth failing for.
        .catch(() => []);
      const name = names.find(({ id }) => id === ownerId)?.name;
      if (get().group?.ownerId === ownerId && isOpen({ accountId, groupId }))
        set({ ownerName: name ?? null });
    }
    const isOpen = (where: { readonly accountId: string; readonly groupId: string }) =>
      get().groupId === where.groupId && get().accountId === where.accountId;
    return {
      accountId: null,
      groupId: null,
      ...nothing,
      tab: "members",
      open(accountId, groupId) {
        if (accountId === get().accountId && groupId === get().groupId) return;
        set({ accountId, groupId, ...nothing });
        void get().load();
        void get().refresh();
      },
      showTab: (tab) => set({ tab }),
      async load() {
        const where = place();
        if (!where) return;
        asked += 1;
        const mine = asked;
        try {
          const group = await bridge.call("groups.get", where);
          const isHandedOver = group.ownerId !== get().group?.ownerId;
          if (mine === asked) set({ group, loadError: null, ...(isHandedOver && { ownerName: null }) });
        } catch (cause) {
          if (mine === asked) set({ loadError: toAppError(cause) });
        }
      },
      async refresh() {
        const where = place();
        if (!where) return;
        try {
          await bridge.call("groups.refresh", where);
          if (isOpen(where)) set({ refreshError: null });
        } catch (cause) {
          if (isOpen(where)) set({ refreshError: toAppError(cause) });
        }
      },
      async saveToContacts() {
        const where = place();
        if (!where) return;
        set({ isSaving: true, saveError: null });
        try {
          await bridge.call("groups.save", where);
          if (isOpen(where)) set({ isSaving: false });
        } catch (cause) {
          if (isOpen(where)) set({ isSaving: false, saveError: toAppError(cause) });
        }
      },
      watchOwner() {
        void nameOwner();
        return bridge.on("people.changed", ({ accountId }) => {
          if (accountId === get().accountId) void nameOwner();
        });
      },
      listen: () =>
        bridge.on("groups.changed", ({ accountId }) => {
          if (accountId === get().accountId) void get().load();
        }),
    };
  });
}

export const useGroupStore = createGroupStore(bridge);
