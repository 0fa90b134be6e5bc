import { create } from "zustand";
import type { DeviceState } from "../../../shared/domain/device-sign-in.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallInput } from "../../../shared/ipc/contract.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

type Choice = Omit<CallInput<"accounts.startDevice">, "accountId">;

export interface DeviceStore {
  /** Of the account whose panel is open; null before the first answer. */
  readonly state: DeviceState | null;
  readonly loadError: AppError | null;
  /** Why the last wish was not heard. */
  readonly actError: AppError | null;
  open(accountId: string): void;
  load(): Promise<void>;
  start(choice: Choice): Promise<void>;
  cancel(): Promise<void>;
  /** True when it was passed on. */
  enterNumber(number: string): Promise<boolean>;
  openCheck(): Promise<void>;
  listen(): () => void;
}

/** How an account's device is signed in, as main tells it. */
export function createDeviceStore(bridge: AppBridge) {
  let asked = 0;
  let accountId: string | null = null;
  return create<DeviceStore>()((set, get) => {
    async function act(wish: (accountId: string) => Promise<void>): Promise<boolean> {
      if (accountId === null) return false;
      set({ actError: null });
      try {
        await wish(accountId);
        return true;
      } catch (cause) {
        set({ actError: toAppError(cause) });
        return false;
      }
    }
    return {
      state: null,
      loadError: null,
      actError: null,
      open(wanted) {
        if (accountId !== wanted) set({ state: null, loadError: null, actError: null });
        accountId = wanted;
        void get().load();
      },
      async load() {
        if (accountId === null) return;
        asked += 1;
        const mine = asked;
        try {
          const state = await bridge.call("accounts.device", { accountId });
          if (mine === asked) set({ state, loadError: null });
        } catch (cause) {
          if (mine === asked) set({ loadError: toAppError(cause) });
        }
      },
      start: async (choice) =>
        void (await act((id) => bridge.call("accounts.startDevice", { accountId: id, ...choice }))),
      cancel: async () => void (await act((id) => bridge.call("accounts.cancelDevice", { accountId: id }))),
      enterNumber: (number) =>
        act((id) => bridge.call("accounts.enterDeviceNumber", { accountId: id, number })),
      openCheck: async () =>
        void (await act((id) => bridge.call("accounts.openDeviceCheck", { accountId: id }))),
      listen: () =>
        bridge.on("deviceSignIn.changed", (changed) => {
          if (changed.accountId === accountId) void get().load();
        }),
    };
  });
}

export const useDeviceStore = createDeviceStore(bridge);
