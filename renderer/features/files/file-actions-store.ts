import { create } from "zustand";
import type { GroupFile } from "../../../shared/domain/group-file.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

export interface Place {
  readonly accountId: string;
  readonly groupId: string;
}

export interface NotDeleted {
  readonly id: string;
  readonly name: string;
  readonly reason: string | null;
}

export interface FileActionsStore {
  /** Where all of this happens; another place forgets it. */
  readonly place: Place | null;
  readonly renamingId: string | null;
  readonly confirming: readonly GroupFile[] | null;
  readonly isDeleting: boolean;
  readonly failure: { readonly what: "download" | "rename" | "delete"; readonly error: AppError } | null;
  readonly notDeleted: readonly NotDeleted[];
  openAt(place: Place): void;
  download(files: readonly GroupFile[], choosesFolder: boolean): Promise<void>;
  startRename(fileId: string): void;
  stopRename(): void;
  rename(file: GroupFile, name: string): Promise<void>;
  askDelete(files: readonly GroupFile[]): void;
  cancelDelete(): void;
  /** Answers the ids that are gone. */
  confirmDelete(): Promise<readonly string[]>;
  dismiss(): void;
}

const nothing = {
  renamingId: null,
  confirming: null,
  isDeleting: false,
  failure: null,
  notDeleted: [],
} as const;

/** What the person does with files, and how it went. The list itself changes by its event. */
export function createFileActionsStore(bridge: AppBridge) {
  return create<FileActionsStore>()((set, get) => {
    const fail = (what: "download" | "rename" | "delete", cause: unknown) =>
      set({ failure: { what, error: toAppError(cause) } });
    return {
      place: null,
      ...nothing,
      openAt(place) {
        const known = get().place;
        if (known?.accountId === place.accountId && known.groupId === place.groupId) return;
        set({ place, ...nothing });
      },
      async download(files, choosesFolder) {
        const { place } = get();
        if (place === null || files.length === 0) return;
        set({ failure: null });
        try {
          await bridge.call("transfers.download", {
            ...place,
            fileIds: files.map(({ id }) => id),
            choosesFolder,
          });
        } catch (cause) {
          fail("download", cause);
        }
      },
      startRename: (renamingId) => set({ renamingId, failure: null }),
      stopRename: () => set({ renamingId: null }),
      async rename(file, name) {
        const { place } = get();
        set({ renamingId: null });
        const wanted = name.trim();
        if (place === null || wanted === "" || wanted === file.name) return;
        try {
          await bridge.call("files.rename", { ...place, fileId: file.id, name: wanted });
        } catch (cause) {
          fail("rename", cause);
        }
      },
      askDelete: (files) =>
        set({ confirming: files.length > 0 ? files : null, failure: null, notDeleted: [] }),
      cancelDelete: () => set({ confirming: null }),
      async confirmDelete() {
        const { place, confirming, isDeleting } = get();
        if (place === null || confirming === null || isDeleting) return [];
        set({ isDeleting: true });
        try {
          const outcomes = await bridge.call("files.delete", {
            ...place,
            fileIds: confirming.map(({ id }) => id),
          });
          const names = new Map(confirming.map(({ id, name }) => [id, name]));
          const left = outcomes.filter(({ isDeleted }) => !isDeleted);
          if (get().place === place) {
            set({
              notDeleted: left.map(({ fileId: id, reason }) => ({ id, reason, name: names.get(id) ?? id })),
            });
          }
          return outcomes.filter(({ isDeleted }) => isDeleted).map(({ fileId }) => fileId);
        } catch (cause) {
          fail("delete", cause);
          return [];
        } finally {
          set({ isDeleting: false, confirming: null });
        }
      },
      dismiss: () => set({ failure: null, notDeleted: [] }),
    };
  });
}

export const useFileActionsStore = createFileActionsStore(bridge);
