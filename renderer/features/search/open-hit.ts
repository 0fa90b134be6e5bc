import type { SearchHit } from "../../../shared/ipc/search-calls.ts";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useAnnouncementsStore } from "../announcements/announcements-store.ts";
import { usePageStore } from "../app/page-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { useFilesStore } from "../files/files-store.ts";
import { useGroupStore } from "../groups/group-store.ts";
import { useGroupsStore } from "../groups/groups-store.ts";

interface Place {
  readonly accountId: string;
  readonly groupId: string;
}

/** Brings a group on screen, whatever account it is in. */
export function openGroup({ accountId, groupId }: Place): void {
  useAccountsStore.getState().select(accountId);
  usePageStore.getState().open("groups");
  useGroupsStore.getState().select(accountId, groupId);
}

/** The group with the member's card beside it. */
export function openMember(place: Place & { readonly memberId: string }): void {
  openGroup(place);
  useGroupStore.getState().showTab("members");
  usePanelStore.getState().open({ type: "member", ...place });
}

/** Goes to what was found: the group, the member's card, the files searched for that name, the announcement. */
export function openHit({ kind, accountId, groupId, id, name }: SearchHit): void {
  if (kind === "member") openMember({ accountId, groupId, memberId: id });
  else openGroup({ accountId, groupId });
  if (kind === "file") {
    useGroupStore.getState().showTab("files");
    // In this order: opening a group forgets what was searched in the one before.
    useFilesStore.getState().open(accountId, groupId);
    useFilesStore.getState().search(name.slice(0, 200));
  }
  if (kind === "announcement") {
    useAnnouncementsStore.getState().seek({ accountId, groupId }, id);
    useGroupStore.getState().showTab("announcements");
  }
}
