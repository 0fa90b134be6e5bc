import { create } from "zustand";
import { type AppError, isOfAll, toAppError } from "../../../shared/errors.ts";
import type { CallOutput } from "../../../shared/ipc/contract.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";

interface Person {
  readonly accountId: string;
  readonly memberId: string;
}

interface MemberGroupsStore {
  readonly person: Person | null;
  /** Null before the first answer. */
  readonly card: CallOutput<"members.card"> | null;
  readonly loadError: AppError | null;
  /** The members of groups that were never read are being read; null while they are not. */
  readonly reading: { readonly done: number; readonly total: number } | null;
  /** Why reading them ended early, or how many of them could not be read. */
  readonly readError: AppError | null;
  readonly failed: number;
  open(person: Person): void;
  load(): Promise<void>;
  /** One group after the other; ends where no other could be read either, when stopped, or with another person. */
  readOthers(): Promise<void>;
  stopReading(): void;
  listen(): () => void;
}

/** What one person is in all my groups. */
export function createMemberGroupsStore(bridge: AppBridge) {
  let asked = 0;
  return create<MemberGroupsStore>()((set, get) => ({
    person: null,
    card: null,
    loadError: null,
    reading: null,
    readError: null,
    failed: 0,
    open(person) {
      const now = get().person;
      const isSame = now?.accountId === person.accountId && now.memberId === person.memberId;
      const none = { card: null, reading: null, readError: null, failed: 0 };
      set(isSame ? { loadError: null } : { person, loadError: null, ...none });
      void get().load();
    },
    async load() {
      const { person } = get();
      if (person === null) return;
      asked += 1;
      const mine = asked;
      try {
        const card = await bridge.call("members.card", person);
        if (mine === asked) set({ card, loadError: null });
      } catch (cause) {
        if (mine === asked) set({ loadError: toAppError(cause) });
      }
    },
    async readOthers() {
      const { person, card } = get();
      if (person === null || card === null || get().reading !== null) return;
      const total = card.unreadIds.length;
      const isWanted = () => get().person === person && get().reading !== null;
      set({ reading: { done: 0, total }, readError: null, failed: 0 });
      for (const [at, groupId] of card.unreadIds.entries()) {
        if (!isWanted()) return;
        try {
          await bridge.call("members.sync", { accountId: person.accountId, groupId });
        } catch (cause) {
          const readError = toAppError(cause);
          if (!isWanted()) return;
          if (isOfAll(readError.code)) return set({ reading: null, readError });
          set({ failed: get().failed + 1 });
        }
        if (isWanted()) set({ reading: { done: at + 1, total } });
      }
      if (isWanted()) set({ reading: null });
    },
    stopReading: () => set({ reading: null }),
    listen() {
      const reload = coalesce(() => void get().load(), 150);
      const hear = ({ accountId }: { readonly accountId: string }) => {
        if (accountId === get().person?.accountId) reload();
      };
      const stops = [bridge.on("members.changed", hear), bridge.on("groups.changed", hear)];
      return () => {
        for (const stop of stops) stop();
        reload.cancel();
      };
    },
  }));
}

export const useMemberGroupsStore = createMemberGroupsStore(bridge);
