import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

export interface ProtectedStore {
  readonly accountId: string | null;
  /** Null until read. */
  readonly ids: readonly string[] | null;
  readonly isSaving: boolean;
  readonly protectedError: AppError | null;
  open(accountId: string): Promise<void>;
  /** Answers whether it is kept. */
  save(ids: readonly string[]): Promise<boolean>;
}

/** The people of an account that no job ever touches. */
export function createProtectedStore(bridge: AppBridge) {
  return create<ProtectedStore>()((set, get) => ({
    accountId: null,
    ids: null,
    isSaving: false,
    protectedError: null,
    async open(accountId) {
      if (accountId !== get().accountId) set({ accountId, ids: null });
      set({ protectedError: null });
      try {
        const ids = await bridge.call("jobs.protected", { accountId });
        if (accountId === get().accountId) set({ ids });
      } catch (cause) {
        if (accountId === get().accountId) set({ protectedError: toAppError(cause) });
      }
    },
    async save(ids) {
      const { accountId, isSaving } = get();
      if (accountId === null || isSaving) return false;
      set({ isSaving: true, protectedError: null });
      try {
        await bridge.call("jobs.setProtected", { accountId, userIds: [...ids] });
        if (accountId === get().accountId) set({ ids });
        return true;
      } catch (cause) {
        if (accountId === get().accountId) set({ protectedError: toAppError(cause) });
        return false;
      } finally {
        set({ isSaving: false });
      }
    },
  }));
}

export const useProtectedStore = createProtectedStore(bridge);
