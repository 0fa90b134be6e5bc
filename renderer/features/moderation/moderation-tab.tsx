import { useEffect } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { mayDo } from "../../../shared/domain/permissions.ts";
import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { MutedIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useRefresh } from "../app/use-refresh.ts";
import { BlockedList } from "./blocked-list.tsx";
import { useModerationStore } from "./moderation-store.ts";
import { MutedList } from "./muted-list.tsx";
import "./moderation.css";

/** Who is muted and who is blocked; for those whom the server tells it. */
export function ModerationTab({ group }: { readonly group: Group }) {
  const text = useText("moderation");
  const kind = useAccountsStore((state) => state.accounts?.find(({ id }) => id === group.accountId)?.kind);
  const icon = <MutedIcon size={36} />;
  if (kind === "gewe") {
    return <EmptyState icon={icon} title={text("unsupportedTitle")} hint={text("unsupportedHint")} />;
  }
  if (!mayDo(group.role, "see_mutes").isAllowed) {
    return <EmptyState icon={icon} title={text("membersTitle")} hint={text("membersHint")} />;
  }
  return <Lists key={`${group.accountId} ${group.id}`} group={group} />;
}

function Lists({ group }: { readonly group: Group }) {
  const { open, listen, syncBoth } = useModerationStore();
  useRefresh(syncBoth);
  useEffect(listen, [listen]);
  useEffect(() => open(group.accountId, group.id), [open, group.accountId, group.id]);
  return (
    <div className="moderation">
      <MutedList group={group} />
      <BlockedList group={group} />
    </div>
  );
}
