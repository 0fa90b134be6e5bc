import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallInput } from "../../../shared/ipc/contract.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

interface SettingsStore {
  readonly saveError: AppError | null;
  update(change: CallInput<"settings.update">): Promise<void>;
  pickDownloadFolder(): Promise<void>;
}

/** Changes settings; what they are now is in the app store, which hears of the change. */
export function createSettingsStore(bridge: AppBridge) {
  return create<SettingsStore>()((set) => {
    async function save(saving: Promise<unknown>) {
      try {
        await saving;
        set({ saveError: null });
      } catch (cause) {
        set({ saveError: toAppError(cause) });
      }
    }
    return {
      saveError: null,
      update: (change) => save(bridge.call("settings.update", change)),
      pickDownloadFolder: () => save(bridge.call("settings.pickDownloadFolder")),
    };
  });
}

export const useSettingsStore = createSettingsStore(bridge);
