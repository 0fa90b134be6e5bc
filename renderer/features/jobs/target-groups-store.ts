import { create } from "zustand";
import type { Group } from "../../../shared/domain/group.ts";
import type { PeopleActionType } from "../../../shared/domain/job.ts";
import { mayDo } from "../../../shared/domain/permissions.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { readAllGroups } from "../groups/groups-store.ts";

export interface TargetGroupsStore {
  readonly accountId: string | null;
  /** Of the account, by name; null until read. */
  readonly groups: readonly Group[] | null;
  readonly groupsError: AppError | null;
  load(accountId: string): Promise<void>;
}

/** The groups of an account, to choose from where an act is to happen. */
export function createTargetGroupsStore(bridge: AppBridge) {
  let asked = 0;
  return create<TargetGroupsStore>()((set, get) => ({
    accountId: null,
    groups: null,
    groupsError: null,
    async load(accountId) {
      asked += 1;
      const mine = asked;
      if (accountId !== get().accountId) set({ accountId, groups: null });
      set({ groupsError: null });
      try {
        const groups = await readAllGroups(bridge, { accountId, query: "" });
        if (mine === asked) set({ groups });
      } catch (cause) {
        if (mine === asked) set({ groupsError: toAppError(cause) });
      }
    },
  }));
}

export const useTargetGroupsStore = createTargetGroupsStore(bridge);

/** Those where our role allows it. */
export function groupsFor(groups: readonly Group[], act: PeopleActionType): readonly Group[] {
  return groups.filter(({ role }) => mayDo(role, act).isAllowed);
}
