import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallOutput } from "../../../shared/ipc/contract.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

export interface AppStore {
  readonly state: CallOutput<"app.state"> | null;
  readonly loadError: AppError | null;
  load(): Promise<void>;
  dismissNotice(id: string): Promise<void>;
  /** Reads again on every change; returns what stops it. */
  listen(): () => void;
}

/** What the app itself knows: version, settings, notices. */
export function createAppStore(bridge: AppBridge) {
  let asked = 0;
  return create<AppStore>()((set, get) => ({
    state: null,
    loadError: null,
    async load() {
      asked += 1;
      const mine = asked;
      try {
        const state = await bridge.call("app.state");
        if (mine === asked) set({ state, loadError: null });
      } catch (cause) {
        if (mine === asked) set({ loadError: toAppError(cause) });
      }
    },
    async dismissNotice(id) {
      try {
        await bridge.call("app.dismissNotice", { id });
      } catch (cause) {
        set({ loadError: toAppError(cause) });
      }
    },
    listen() {
      const stops = [
        bridge.on("settings.changed", () => void get().load()),
        bridge.on("notices.changed", () => void get().load()),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  }));
}

export const useAppStore = createAppStore(bridge);
