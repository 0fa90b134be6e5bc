import { useEffect } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { mayDo } from "../../../shared/domain/permissions.ts";
import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { QrIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { invitesKey, useInvitesStore } from "./invites-store.ts";

/** Opens the group's code. Where members may not invite it says so instead; it stays reachable by keyboard. */
export function GroupCodeButton({ group }: { readonly group: Group }) {
  const text = useText("groupCode");
  const { accountId, id: groupId, role } = group;
  const kind = useAccountsStore((state) => state.accounts?.find(({ id }) => id === accountId)?.kind);
  const { panel, open, close } = usePanelStore();
  const allowsMemberInvites = useInvitesStore(
    (state) => state.known.get(invitesKey(accountId, groupId)) ?? null,
  );
  const { ask, listen } = useInvitesStore.getState();
  const isMember = role === "member" && kind === "lanying";
  useEffect(listen, [listen]);
  useEffect(() => {
    if (isMember) void ask(accountId, groupId);
  }, [isMember, ask, accountId, groupId]);
  if (kind !== "lanying") return null;

  // What is not known is left to the server.
  const isRefused =
    allowsMemberInvites !== null &&
    !mayDo(role, "show_code", { settings: { allowsMemberInvites } }).isAllowed;
  const isOpen = panel?.type === "groupCode" && panel.groupId === groupId;
  return (
    <IconButton
      label={isRefused ? text("notAllowed") : text("title")}
      icon={<QrIcon />}
      aria-disabled={isRefused || undefined}
      aria-expanded={isOpen}
      className={isRefused ? "is-refused" : ""}
      onClick={() => {
        if (isRefused) return;
        if (isOpen) close();
        else open({ type: "groupCode", accountId, groupId });
      }}
    />
  );
}
