import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

export type EditedPart = "name" | "description";

interface Editing {
  readonly accountId: string;
  readonly groupId: string;
  readonly part: EditedPart;
}

export interface GroupEditStore {
  readonly editing: Editing | null;
  readonly isSaving: boolean;
  /** Of the last attempt; the field stays open with what was typed. */
  readonly saveError: AppError | null;
  edit(editing: Editing): void;
  stop(): void;
  /** Saves and closes the field; what was not changed is not sent. */
  save(text: string, before: string): Promise<void>;
}

/** The one field of a group's head or overview that is being edited. */
export function createGroupEditStore(bridge: AppBridge) {
  return create<GroupEditStore>()((set, get) => ({
    editing: null,
    isSaving: false,
    saveError: null,
    edit: (editing) => set({ editing, isSaving: false, saveError: null }),
    stop: () => set({ editing: null, isSaving: false, saveError: null }),
    async save(text, before) {
      const { editing, isSaving } = get();
      if (editing === null || isSaving) return;
      const { part, ...where } = editing;
      const wanted = text.trim();
      if (wanted === before || (part === "name" && wanted === "")) return get().stop();
      set({ isSaving: true, saveError: null });
      const isOpen = () => get().editing === editing;
      try {
        if (part === "name") await bridge.call("groups.rename", { ...where, name: wanted });
        else await bridge.call("groups.describe", { ...where, description: wanted });
        if (isOpen()) get().stop();
      } catch (cause) {
        if (isOpen()) set({ isSaving: false, saveError: toAppError(cause) });
      }
    },
  }));
}

export const useGroupEditStore = createGroupEditStore(bridge);
