import type { Activity } from "../../../shared/domain/activity.ts";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { usePageStore } from "../app/page-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { useGroupStore } from "../groups/group-store.ts";
import { useGroupsStore } from "../groups/groups-store.ts";

/** From a row to where one can act: the group, and there the person's card or the files. */
export function openActivity({ accountId, groupId, kind, targetId }: Activity): void {
  const { accounts, select } = useAccountsStore.getState();
  if (groupId === null || !accounts?.some(({ id }) => id === accountId)) return;
  select(accountId);
  useGroupsStore.getState().select(accountId, groupId);
  usePageStore.getState().open("groups");
  if (kind.includes("file")) useGroupStore.getState().showTab("files");
  else if (targetId !== null) {
    useGroupStore.getState().showTab("members");
    usePanelStore.getState().open({ type: "member", accountId, groupId, memberId: targetId });
  }
}
