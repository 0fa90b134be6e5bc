import { create } from "zustand";
import type { Member } from "../../../shared/domain/member.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { useGroupsStore } from "../groups/groups-store.ts";

export type DangerousAct = "leave" | "transfer" | "destroy";

interface Where {
  readonly accountId: string;
  readonly groupId: string;
}

export interface DangerStore {
  /** Whose confirmation is open. */
  readonly asking: DangerousAct | null;
  readonly isBusy: boolean;
  readonly error: AppError | null;
  /** The members that fit the search for a new owner, a few of them. */
  readonly found: readonly Member[];
  readonly heir: Member | null;
  ask(act: DangerousAct): void;
  cancel(): void;
  search(where: Where, query: string): Promise<void>;
  choose(heir: Member): void;
  leave(where: Where): Promise<void>;
  destroy(where: Where, typedName: string): Promise<void>;
  transfer(where: Where, typedName: string): Promise<void>;
}

const shownAtMost = 8;
const closed = { asking: null, isBusy: false, error: null, found: [], heir: null } as const;

/** What cannot be taken back; each act is confirmed where it stands. `onGone` hears of a group we are out of. */
export function createDangerStore(bridge: AppBridge, onGone: (where: Where) => void) {
  let asked = 0;
  return create<DangerStore>()((set, get) => {
    async function act(send: () => Promise<void>): Promise<boolean> {
      if (get().isBusy) return false;
      set({ isBusy: true, error: null });
      try {
        await send();
        set(closed);
        return true;
      } catch (cause) {
        set({ isBusy: false, error: toAppError(cause) });
        return false;
      }
    }
    return {
      ...closed,
      ask: (asking) => set({ ...closed, asking }),
      cancel: () => set(closed),
      async search(where, query) {
        asked += 1;
        const mine = asked;
        try {
          const { rows } = await bridge.call("members.window", { ...where, query, limit: shownAtMost + 1 });
          const found = rows.filter(({ role }) => role !== "owner").slice(0, shownAtMost);
          if (mine === asked) set({ found, error: null });
        } catch (cause) {
          if (mine === asked) set({ found: [], error: toAppError(cause) });
        }
      },
      choose: (heir) => set({ heir }),
      async leave(where) {
        if (await act(() => bridge.call("groups.leave", where))) onGone(where);
      },
      async destroy(where, typedName) {
        if (await act(() => bridge.call("groups.destroy", { ...where, typedName }))) onGone(where);
      },
      async transfer(where, typedName) {
        const { heir } = get();
        if (heir === null) return;
        await act(() => bridge.call("groups.transfer", { ...where, newOwnerId: heir.id, typedName }));
      },
    };
  });
}

/** The name as a confirmation wants it: spaces around it and the way it is composed aside. */
export function isNameTyped(name: string, typedName: string): boolean {
  const plain = (text: string) => text.normalize("NFC").trim();
  return plain(name) === plain(typedName);
}

export const useDangerStore = createDangerStore(bridge, ({ accountId, groupId }) =>
  useGroupsStore.getState().deselect(accountId, groupId),
);
