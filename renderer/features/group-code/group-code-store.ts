import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { GroupQr } from "../../../shared/ipc/administration-calls.ts";
import { type AppBridge, bridge } from "../../bridge.ts";

interface Place {
  readonly accountId: string;
  readonly groupId: string;
}

export interface GroupCodeStore {
  readonly place: Place | null;
  readonly code: GroupQr | null;
  readonly isLoading: boolean;
  readonly loadError: AppError | null;
  /** Asks for a code, unless the one we have is still good. */
  open(place: Place): void;
  /** Asks for a new one; the old one stays on screen meanwhile, and when that fails. */
  load(): Promise<void>;
}

/** The code of the group whose panel is open. */
export function createGroupCodeStore(bridge: AppBridge, now: () => number = Date.now) {
  let asked = 0;
  return create<GroupCodeStore>()((set, get) => ({
    place: null,
    code: null,
    isLoading: false,
    loadError: null,
    open(place) {
      const known = get().place;
      const isSame = known?.accountId === place.accountId && known.groupId === place.groupId;
      if (!isSame) set({ place, code: null, loadError: null });
      const { code } = get();
      if (code === null || isExpired(code, now())) void get().load();
    },
    async load() {
      const { place } = get();
      if (place === null) return;
      asked += 1;
      const mine = asked;
      set({ isLoading: true });
      try {
        const code = await bridge.call("groups.code", place);
        if (mine === asked) set({ code, isLoading: false, loadError: null });
      } catch (cause) {
        if (mine === asked) set({ isLoading: false, loadError: toAppError(cause) });
      }
    },
  }));
}

/** Whether nobody can join by it any more. */
export function isExpired({ expiresAt }: GroupQr, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}

export const useGroupCodeStore = createGroupCodeStore(bridge);
