import { create } from "zustand";
import type { Member } from "../../../shared/domain/member.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { coalesce } from "../../coalesce.ts";

interface MemberPlace {
  readonly accountId: string;
  readonly groupId: string;
  readonly memberId: string;
}

interface MemberCardStore {
  readonly place: MemberPlace | null;
  readonly member: Member | null;
  readonly loadError: AppError | null;
  open(place: MemberPlace): void;
  load(): Promise<void>;
  listen(): () => void;
}

/** The member in the side panel. */
export function createMemberCardStore(bridge: AppBridge) {
  let asked = 0;
  return create<MemberCardStore>()((set, get) => ({
    place: null,
    member: null,
    loadError: null,
    open(place) {
      set({ place, member: null, loadError: null });
      void get().load();
    },
    async load() {
      const { place } = get();
      if (!place) return;
      asked += 1;
      const mine = asked;
      try {
        const member = await bridge.call("members.get", place);
        if (mine === asked) set({ member, loadError: null });
      } catch (cause) {
        if (mine === asked) set({ loadError: toAppError(cause) });
      }
    },
    listen() {
      const reload = coalesce(() => void get().load(), 150);
      const stop = bridge.on("members.changed", ({ accountId, groupId }) => {
        const { place } = get();
        if (place?.accountId === accountId && place.groupId === groupId) reload();
      });
      return () => {
        stop();
        reload.cancel();
      };
    },
  }));
}

export const useMemberCardStore = createMemberCardStore(bridge);
