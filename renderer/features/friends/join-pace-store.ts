import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { FriendsState } from "../../../shared/ipc/friend-calls.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

export interface JoinPaceStore {
  readonly accountId: string | null;
  /** Null before the first answer. */
  readonly state: FriendsState | null;
  readonly error: AppError | null;
  open(accountId: string): void;
  load(): Promise<void>;
  resume(): Promise<void>;
  listen(): () => void;
}

/** How many groups the WeChat account that is about to join may still enter today. */
export function createJoinPaceStore(bridge: AppBridge) {
  return create<JoinPaceStore>()((set, get) => ({
    accountId: null,
    state: null,
    error: null,
    open(accountId) {
      if (accountId !== get().accountId) set({ accountId, state: null, error: null });
      void get().load();
    },
    async load() {
      const { accountId } = get();
      if (accountId === null) return;
      try {
        const state = await bridge.call("friends.state", { accountId });
        if (accountId === get().accountId) set({ state, error: null });
      } catch (cause) {
        if (accountId === get().accountId) set({ error: toAppError(cause) });
      }
    },
    async resume() {
      const { accountId } = get();
      if (accountId === null) return;
      try {
        await bridge.call("friends.resume", { accountId });
      } catch (cause) {
        set({ error: toAppError(cause) });
      }
    },
    listen: () =>
      bridge.on("friends.changed", ({ accountId }) => {
        if (accountId === get().accountId) void get().load();
      }),
  }));
}

export const useJoinPaceStore = createJoinPaceStore(bridge);
