import { useEffect } from "react";
import type { CallOutput } from "../../../shared/ipc/contract.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDate, formatDateTime } from "../../ui/formatters.ts";
import { useMemberGroupsStore } from "./member-groups-store.ts";
import { openMember } from "./open-hit.ts";
import "./search.css";

interface MemberGroupsProps {
  readonly accountId: string;
  readonly groupId: string;
  readonly memberId: string;
}

/** Under a member's card: every group of the account in which this person is known; a click goes there. */
export function MemberGroups({ accountId, groupId, memberId }: MemberGroupsProps) {
  const text = useText("search");
  const { card, loadError, open, load, listen } = useMemberGroupsStore();
  useEffect(listen, [listen]);
  useEffect(() => open({ accountId, memberId }), [open, accountId, memberId]);
  const groups = card?.groups ?? [];
  const isShown = groups.some((group) => group.id === memberId);
  const read = card === null ? 0 : card.groupCount - card.unreadIds.length;

  return (
    <>
      <ErrorLine error={loadError} title={text("cardFailed")} onRetry={() => void load()} />
      {isShown && (
        <section className="card-groups" aria-labelledby="card-groups">
          <h4 id="card-groups">
            {card?.unreadIds.length === 0
              ? text("inGroups", { count: groups.length })
              : text("inGroupsRead", { count: groups.length, read })}
          </h4>
          <ul>
            {groups.map((group) => (
              <li key={group.groupId}>
                <button
                  type="button"
                  className="card-group"
                  aria-current={group.groupId === groupId || undefined}
                  onClick={() => openMember({ accountId, groupId: group.groupId, memberId })}
                >
                  <InOneGroup group={group} isHere={group.groupId === groupId} />
                </button>
              </li>
            ))}
          </ul>
          <UnreadGroups />
        </section>
      )}
    </>
  );
}

/** Of groups whose members were never read nobody knows whether the person is in them. */
function UnreadGroups() {
  const text = useText("search");
  const { card, reading, readError, failed, readOthers, stopReading } = useMemberGroupsStore();
  const unread = card?.unreadIds.length ?? 0;
  return (
    <div className="card-unread" role="status">
      {reading !== null ? (
        <>
          <span className="quiet">{text("readingGroups", reading)}</span>
          <Button size="small" onClick={stopReading}>
            {text("stopReading")}
          </Button>
        </>
      ) : (
        unread > 0 && (
          <>
            <span className="quiet">
              {text(failed > 0 ? "groupsNotTold" : "groupsUnread", { count: failed > 0 ? failed : unread })}
            </span>
            <Button size="small" onClick={() => void readOthers()}>
              {text("readGroups")}
            </Button>
          </>
        )
      )}
      <ErrorLine error={readError} title={text("groupsNotRead")} />
    </div>
  );
}

interface InOneGroupProps {
  readonly group: CallOutput<"members.card">["groups"][number];
  readonly isHere: boolean;
}

function InOneGroup({ group, isHere }: InOneGroupProps) {
  const text = useText("search");
  const membersText = useText("members");
  const language = useLanguage();
  const facts = [
    isHere ? text("thisGroup") : group.card || text("noCard"),
    ...(group.joinedAt === null ? [] : [text("joinedOn", { time: formatDate(group.joinedAt, language) })]),
    ...(group.mutedUntil === null ? [] : [mutedWords(group.mutedUntil)]),
  ];
  function mutedWords(until: number): string {
    return until < 0 ? text("mutedForever") : text("mutedUntil", { time: formatDateTime(until, language) });
  }
  return (
    <>
      <span className="card-group-name">
        <span className="ellipsis" dir="auto">
          {group.groupName || group.groupId}
        </span>
        {group.role !== "member" && (
          <span className={`tag ${group.role === "owner" ? "tag-strong" : ""}`}>
            {membersText(group.role)}
          </span>
        )}
      </span>
      <span className="card-group-facts" dir="auto">
        {facts.join(" · ")}
      </span>
    </>
  );
}
