import { create } from "zustand";
import type { Group } from "../../../shared/domain/group.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallInput } from "../../../shared/ipc/contract.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

export interface NewGroupStore {
  readonly isCreating: boolean;
  readonly createError: AppError | null;
  /** The group was made, but its picture was not set: why. */
  readonly problem: string | null;
  readonly created: Group | null;
  reset(): void;
  /** Null when it could not be made. */
  create(input: CallInput<"groups.create">): Promise<Group | null>;
}

const fresh = {
  isCreating: false,
  createError: null,
  problem: null,
  created: null,
} as const;

export function createNewGroupStore(bridge: AppBridge) {
  // What was asked before the panel was closed is no longer wanted.
  let opened = 0;
  return create<NewGroupStore>()((set, get) => ({
    ...fresh,
    reset() {
      opened += 1;
      set(fresh);
    },
    async create(input) {
      if (get().isCreating) return null;
      const mine = opened;
      set({ isCreating: true, createError: null, problem: null });
      try {
        const { group, problem } = await bridge.call("groups.create", input);
        if (mine === opened) set({ isCreating: false, created: group, problem });
        return group;
      } catch (cause) {
        if (mine === opened) set({ isCreating: false, createError: toAppError(cause) });
        return null;
      }
    },
  }));
}

export const useNewGroupStore = createNewGroupStore(bridge);
