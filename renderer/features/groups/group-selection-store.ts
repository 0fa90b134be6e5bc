import type { Group } from "../../../shared/domain/group.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { createListSelection } from "../../list-selection.ts";
import { readAllGroups, readGroups, type ShownGroups, useGroupsStore } from "./groups-store.ts";

interface AccountPlace extends Readonly<Record<string, string>> {
  readonly accountId: string;
}

/** Which groups of the account on screen are selected, beside the one that is open. */
export function createGroupSelectionStore(bridge: AppBridge, shown: () => ShownGroups) {
  return createListSelection<AccountPlace, Group, ShownGroups>({
    shown,
    readRows: (question, offset, limit) => readGroups(bridge, question, offset, limit),
    readIds: async (question) => (await readAllGroups(bridge, question)).map(({ id }) => id),
  });
}

export const useGroupSelectionStore = createGroupSelectionStore(bridge, useGroupsStore.getState);
