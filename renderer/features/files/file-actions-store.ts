import { create } from "zustand";
import type { GroupFile } from "../../../shared/domain/group-file.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

export interface Place {
  readonly accountId: string;
  readonly groupId: string;
}

export interface FileActionsStore {
  /** Where all of this happens; another place forgets it. */
  readonly place: Place | null;
  readonly renamingId: string | null;
  readonly failure: { readonly what: "download" | "rename"; readonly error: AppError } | null;
  openAt(place: Place): void;
  download(fileIds: readonly string[], choosesFolder: boolean): Promise<void>;
  startRename(fileId: string): void;
  stopRename(): void;
  rename(file: GroupFile, name: string): Promise<void>;
  dismiss(): void;
}

const nothing = { renamingId: null, failure: null } as const;

/** What the person does with files, and how it went. The list itself changes by its event. */
export function createFileActionsStore(bridge: AppBridge) {
  return create<FileActionsStore>()((set, get) => {
    const fail = (what: "download" | "rename", cause: unknown) =>
      set({ failure: { what, error: toAppError(cause) } });
    return {
      place: null,
      ...nothing,
      openAt(place) {
        const known = get().place;
        if (known?.accountId === place.accountId && known.groupId === place.groupId) return;
        set({ place, ...nothing });
      },
      async download(fileIds, choosesFolder) {
        const { place } = get();
        if (place === null || fileIds.length === 0) return;
        set({ failure: null });
        try {
          await bridge.call("transfers.download", { ...place, fileIds: [...fileIds], choosesFolder });
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
      dismiss: () => set({ failure: null }),
    };
  });
}

export const useFileActionsStore = createFileActionsStore(bridge);
