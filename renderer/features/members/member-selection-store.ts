import type { Member } from "../../../shared/domain/member.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { createListSelection } from "../../list-selection.ts";
import { readMemberIds, readMembers, type ShownMembers, useMembersStore } from "./members-store.ts";

interface GroupPlace extends Readonly<Record<string, string>> {
  readonly accountId: string;
  readonly groupId: string;
}

/** Who is selected in the group on screen. */
export function createMemberSelectionStore(bridge: AppBridge, shown: () => ShownMembers) {
  return createListSelection<GroupPlace, Member, ShownMembers>({
    shown,
    readRows: (question, offset, limit) => readMembers(bridge, question, offset, limit),
    readIds: (question) => readMemberIds(bridge, question),
  });
}

export const useMemberSelectionStore = createMemberSelectionStore(bridge, useMembersStore.getState);
