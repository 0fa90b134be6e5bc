import { memo } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { formatNumber } from "../../ui/formatters.ts";
import { usePendingIn } from "../inbox/inbox-store.ts";
import { GroupAvatar } from "./group-avatar.tsx";
import { TypeTag } from "./type-tag.tsx";

interface GroupRowProps {
  readonly group: Group;
  /** A box to tick in the picture's place; the click on it is the row's to read. */
  readonly hasCheck: boolean;
}

/** One group in the list: picture, name, our role where it is more than member, how many people. */
export const GroupRow = memo(function GroupRow({ group, hasCheck }: GroupRowProps) {
  const text = useText("groups");
  const inboxText = useText("inbox");
  const language = useLanguage();
  const pending = usePendingIn(group.accountId, group.id);
  return (
    <div className="group-row">
      <span className="group-row-face">
        <GroupAvatar group={group} />
        {hasCheck && (
          <span className="group-check" aria-hidden="true">
            <span className="row-check" />
          </span>
        )}
      </span>
      <span className="group-row-name ellipsis" dir="auto" title={group.name}>
        {group.name || group.id}
      </span>
      {pending > 0 && (
        <span className="group-row-pending digits" title={inboxText("waitingHere", { count: pending })}>
          {formatNumber(pending, language)}
        </span>
      )}
      <TypeTag type={group.type} />
      {group.role !== "member" && (
        <span className={`tag ${group.role === "owner" ? "tag-strong" : ""}`}>{text(group.role)}</span>
      )}
      {group.memberCount !== null && (
        <span className="group-row-count digits" title={text("memberCount", { count: group.memberCount })}>
          {formatNumber(group.memberCount, language)}
        </span>
      )}
    </div>
  );
});
