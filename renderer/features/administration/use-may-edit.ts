import { useEffect } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { type Act, mayDo } from "../../../shared/domain/permissions.ts";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useGroupSettingsStore } from "./group-settings-store.ts";

/**
 * Whether we may edit what the group tells of itself. For plain members the group's settings decide, which are read
 * for it; "never" where the backend lets nobody.
 */
export function useMayEdit(group: Group, act: Act): "yes" | "no" | "never" {
  const { accountId, id: groupId } = group;
  const account = useAccountsStore((state) => state.accounts?.find((one) => one.id === accountId));
  const settings = useGroupSettingsStore(({ place, settings }) =>
    place?.accountId === accountId && place.groupId === groupId ? settings : null,
  );
  const isSupported = account !== undefined && account.kind !== "gewe";
  const selfId = account?.selfId ?? null;
  const needsSettings = isSupported && account.isSignedIn && group.role === "member";
  useEffect(() => {
    const { place, open } = useGroupSettingsStore.getState();
    const isOpen = place?.accountId === accountId && place.groupId === groupId;
    if (needsSettings && !isOpen) open({ accountId, groupId, selfId });
  }, [needsSettings, accountId, groupId, selfId]);
  if (!isSupported) return "never";
  return mayDo(group.role, act, { settings }).isAllowed ? "yes" : "no";
}
