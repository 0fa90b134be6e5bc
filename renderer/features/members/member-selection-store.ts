import { create } from "zustand";
import type { Member } from "../../../shared/domain/member.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { readMemberIds, readMembers, type ShownMembers, useMembersStore } from "./members-store.ts";

interface GroupPlace {
  readonly accountId: string;
  readonly groupId: string;
}

export interface MemberSelectionStore {
  readonly place: GroupPlace | null;
  /** What an action applies to, whatever the list shows meanwhile: it grows by the person's hand alone. */
  readonly ids: ReadonlySet<string>;
  /** Where a range begins: the row last clicked or toggled. */
  readonly anchor: number | null;
  readonly isSelecting: boolean;
  readonly selectError: AppError | null;
  /** Another group: nothing is selected there. The same one keeps its selection. */
  openAt(place: GroupPlace): void;
  setAnchor(index: number): void;
  toggle(memberId: string, index: number): void;
  /** All rows between the anchor and this one, beside what was selected when the anchor was set. */
  extendTo(index: number): Promise<void>;
  /** Everybody the search finds at this moment, frozen. */
  all(): Promise<void>;
  choose(ids: Iterable<string>): void;
  /** Lets go of everybody, where all of them are among these: their job has begun. */
  forgetWithin(ids: Iterable<string>): void;
  clear(): void;
}

const readAtOnce = 500;
const nobody: ReadonlySet<string> = new Set();

export function createMemberSelectionStore(bridge: AppBridge, shown: () => ShownMembers) {
  let asked = 0;
  // What was selected beside the range that is being drawn: a range made smaller gives back only its own rows.
  let base = nobody;
  return create<MemberSelectionStore>()((set, get) => {
    function chosen(ids: ReadonlySet<string>, anchor: number | null): void {
      asked += 1;
      base = ids;
      set({ ids, anchor, selectError: null, isSelecting: false });
    }

    async function choose(read: () => Promise<ReadonlySet<string>>, isRange: boolean): Promise<void> {
      asked += 1;
      const mine = asked;
      set({ isSelecting: true, selectError: null });
      try {
        const ids = await read();
        if (mine !== asked) return;
        if (!isRange) base = ids;
        set({ ids, isSelecting: false });
      } catch (cause) {
        if (mine === asked) set({ selectError: toAppError(cause), isSelecting: false });
      }
    }

    async function idsBetween(from: number, to: number): Promise<readonly string[]> {
      const question = shown();
      const { list } = question;
      const known = Array.from({ length: to - from + 1 }, (_, step) => list.rowAt(from + step));
      if (known.every((member): member is Member => member !== undefined)) return known.map(({ id }) => id);
      const ids: string[] = [];
      for (let offset = from; offset <= to; offset += readAtOnce) {
        const limit = Math.min(readAtOnce, to - offset + 1);
        const { rows } = await readMembers(bridge, question, offset, limit);
        ids.push(...rows.map(({ id }) => id));
        if (rows.length < limit) break;
      }
      return ids;
    }

    return {
      place: null,
      ids: nobody,
      anchor: null,
      isSelecting: false,
      selectError: null,
      openAt(place) {
        const now = get().place;
        if (now?.accountId === place.accountId && now.groupId === place.groupId) return;
        set({ place });
        chosen(nobody, null);
      },
      setAnchor(index) {
        base = get().ids;
        set({ anchor: index });
      },
      toggle(memberId, index) {
        const ids = new Set(get().ids);
        if (!ids.delete(memberId)) ids.add(memberId);
        chosen(ids, index);
      },
      extendTo(index) {
        const anchor = get().anchor ?? index;
        set({ anchor });
        const before = base;
        return choose(async () => {
          const between = await idsBetween(Math.min(anchor, index), Math.max(anchor, index));
          return new Set([...before, ...between]);
        }, true);
      },
      all() {
        const question = shown();
        return choose(async () => new Set(await readMemberIds(bridge, question)), false);
      },
      choose: (ids) => chosen(new Set(ids), null),
      forgetWithin(ids) {
        const begun = new Set(ids);
        if ([...get().ids].every((id) => begun.has(id))) chosen(nobody, null);
      },
      clear: () => chosen(nobody, null),
    };
  });
}

export const useMemberSelectionStore = createMemberSelectionStore(bridge, useMembersStore.getState);
