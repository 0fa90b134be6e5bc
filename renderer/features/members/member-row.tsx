import { memo } from "react";
import type { Member } from "../../../shared/domain/member.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { formatDate, formatDateTime } from "../../ui/formatters.ts";
import { MutedIcon } from "../../ui/icons.tsx";
import { MiddleCut } from "../../ui/middle-cut.tsx";
import { PersonName } from "../../ui/person-name.tsx";

interface MemberRowProps {
  readonly member: Member;
  /** Its card is the one open beside the list. */
  readonly isShown: boolean;
  /** A box to tick; the click on it is the row's to read. */
  readonly hasCheck: boolean;
}

export const MemberRow = memo(function MemberRow({ member, isShown, hasCheck }: MemberRowProps) {
  const text = useText("members");
  const language = useLanguage();
  return (
    <div
      className="member-row"
      data-shown={isShown || undefined}
      data-unnamed={member.name === "" || undefined}
    >
      {hasCheck && (
        <span className="row-check-space" aria-hidden="true">
          <span className="row-check" />
        </span>
      )}
      <Avatar id={member.id} name={member.name} />
      <PersonName className="member-row-name" id={member.id} name={member.name} />
      <span className="member-row-marks">
        {member.mutedUntil !== null && (
          <span className="tag tag-warning member-row-muted">
            <MutedIcon size={12} />
            {text("muted")}
          </span>
        )}
        {member.role !== "member" && (
          <span className={`tag ${member.role === "owner" ? "tag-strong" : ""}`}>{text(member.role)}</span>
        )}
      </span>
      <MiddleCut className="member-row-id" text={member.id} />
      <span
        className="member-row-date digits"
        title={
          member.joinedAt === null
            ? undefined
            : text("joinedAt", { time: formatDateTime(member.joinedAt, language) })
        }
      >
        {member.joinedAt !== null && formatDate(member.joinedAt, language)}
      </span>
    </div>
  );
});
