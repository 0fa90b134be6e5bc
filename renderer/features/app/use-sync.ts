import { useEffect } from "react";
import { bridge } from "../../bridge.ts";
import { onSignedInAgain, useAccountsStore, useCurrentAccount } from "../accounts/accounts-store.ts";
import { useGroupSettingsStore } from "../administration/group-settings-store.ts";
import { useGroupStore } from "../groups/group-store.ts";
import { useGroupsStore } from "../groups/groups-store.ts";
import { useInboxStore } from "../inbox/inbox-store.ts";
import { useMembersStore } from "../members/members-store.ts";
import { isStale, wantsSync } from "./sync-rules.ts";

/** Fetches again what is on screen: by F5 and after signing in again, whatever its age. */
export function refreshAll(): void {
  void useInboxStore.getState().sync();
  const accounts = useAccountsStore.getState();
  const account = accounts.accounts?.find((one) => one.id === accounts.currentId);
  if (!account) return;
  void useGroupsStore.getState().sync(account.id);
  const open = useGroupStore.getState();
  if (open.accountId !== account.id || open.groupId === null) return;
  void open.refresh();
  if (open.tab === "members") void useMembersStore.getState().sync();
  if (open.tab === "settings") void useGroupSettingsStore.getState().load();
}

/** On focus: only what is older than a minute. */
function refreshStale(): void {
  if (isStale(useInboxStore.getState().syncedAt)) void useInboxStore.getState().sync();
  const accounts = useAccountsStore.getState();
  const account = accounts.accounts?.find((one) => one.id === accounts.currentId);
  if (!account?.isSignedIn) return;
  if (wantsSync(account)) void useGroupsStore.getState().sync(account.id);
  const open = useGroupStore.getState();
  if (open.accountId !== account.id || open.tab !== "members") return;
  if (isStale(open.group?.membersSyncedAt ?? null)) void useMembersStore.getState().sync();
}

// Accounts that were on screen in this run: the first time, a list is fetched whatever its age.
const opened = new Set<string>();

/** Syncs an account when it comes on screen or is signed in again, on focus, and when the shell says so. */
export function useSync(): void {
  const account = useCurrentAccount();
  const id = account?.id;
  const isSignedIn = account?.isSignedIn;
  useEffect(() => {
    const current = useAccountsStore.getState().accounts?.find((one) => one.id === id);
    if (!current || !isSignedIn) return;
    if (opened.has(current.id) && !isStale(current.syncedAt)) return;
    opened.add(current.id);
    void useGroupsStore.getState().sync(current.id);
    void useInboxStore.getState().sync();
  }, [id, isSignedIn]);
  useEffect(() => onSignedInAgain(refreshAll), []);
  useEffect(
    () =>
      bridge.on("shell.command", ({ command }) => {
        if (command === "refresh") refreshAll();
        else refreshStale();
      }),
    [],
  );
}
