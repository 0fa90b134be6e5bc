import { create } from "zustand";
import type { GroupFile } from "../../../shared/domain/group-file.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type FilesStore, useFilesStore } from "./files-store.ts";

export interface SelectionStore {
  /** By id, in the order chosen: what an action applies to, whatever the list shows meanwhile. */
  readonly selected: ReadonlyMap<string, GroupFile>;
  readonly anchor: number | null;
  readonly selectError: AppError | null;
  only(file: GroupFile, index: number): void;
  toggle(file: GroupFile, index: number): void;
  /** Everything between the last plain choice and this row. */
  extendTo(index: number): Promise<void>;
  all(): Promise<void>;
  forget(fileIds: readonly string[]): void;
  clear(): void;
}

export function createSelectionStore(files: () => Pick<FilesStore, "readRange" | "list">) {
  let asked = 0;
  return create<SelectionStore>()((set, get) => {
    async function choose(from: number, to: number): Promise<void> {
      asked += 1;
      const mine = asked;
      try {
        const rows = await files().readRange(from, to);
        if (mine === asked)
          set({ selected: new Map(rows.map((file) => [file.id, file])), selectError: null });
      } catch (cause) {
        if (mine === asked) set({ selectError: toAppError(cause) });
      }
    }
    const chosen = (selected: ReadonlyMap<string, GroupFile>, anchor: number | null) => {
      asked += 1;
      set({ selected, anchor, selectError: null });
    };
    return {
      selected: new Map(),
      anchor: null,
      selectError: null,
      only: (file, index) => chosen(new Map([[file.id, file]]), index),
      toggle(file, index) {
        const selected = new Map(get().selected);
        if (!selected.delete(file.id)) selected.set(file.id, file);
        chosen(selected, index);
      },
      extendTo: (index) => choose(get().anchor ?? index, index),
      all: () => choose(0, Math.max(0, (files().list.total ?? 0) - 1)),
      forget(fileIds) {
        const selected = new Map(get().selected);
        for (const id of fileIds) selected.delete(id);
        chosen(selected, get().anchor);
      },
      clear: () => chosen(new Map(), null),
    };
  });
}

export const useSelectionStore = createSelectionStore(useFilesStore.getState);
