import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

interface GroupPictureStore {
  readonly isSaving: boolean;
  readonly saveError: AppError | null;
  reset(): void;
  /** True when the group has the picture now. */
  save(accountId: string, groupId: string, base64: string): Promise<boolean>;
}

export function createGroupPictureStore(bridge: AppBridge) {
  return create<GroupPictureStore>()((set, get) => ({
    isSaving: false,
    saveError: null,
    reset: () => set({ isSaving: false, saveError: null }),
    async save(accountId, groupId, base64) {
      if (get().isSaving) return false;
      set({ isSaving: true, saveError: null });
      try {
        await bridge.call("groups.setAvatar", { accountId, groupId, base64, type: "image/jpeg" });
        set({ isSaving: false });
        return true;
      } catch (cause) {
        set({ isSaving: false, saveError: toAppError(cause) });
        return false;
      }
    },
  }));
}

export const useGroupPictureStore = createGroupPictureStore(bridge);
