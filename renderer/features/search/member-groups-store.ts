import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
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
  readonly groups: CallOutput<"members.card"> | null;
  readonly loadError: AppError | null;
  open(person: Person): void;
  load(): Promise<void>;
  listen(): () => void;
}

/** What one person is in all my groups. */
export function createMemberGroupsStore(bridge: AppBridge) {
  let asked = 0;
  return create<MemberGroupsStore>()((set, get) => ({
    person: null,
    groups: null,
    loadError: null,
    open(person) {
      const now = get().person;
      const isSame = now?.accountId === person.accountId && now.memberId === person.memberId;
      set(isSame ? { loadError: null } : { person, groups: null, loadError: null });
      void get().load();
    },
    async load() {
      const { person } = get();
      if (person === null) return;
      asked += 1;
      const mine = asked;
      try {
        const groups = await bridge.call("members.card", person);
        if (mine === asked) set({ groups, loadError: null });
      } catch (cause) {
        if (mine === asked) set({ loadError: toAppError(cause) });
      }
    },
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
