import { memo } from "react";
import type { InboxRow } from "../../../shared/domain/inbox.ts";
import { useRefusalWords } from "../../errors/refusal-words.ts";
import { type Text, useLanguage, useText } from "../../i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { formatDate, formatDateTime } from "../../ui/formatters.ts";
import { CheckIcon } from "../../ui/icons.tsx";
import type { Decided } from "./inbox-decisions-store.ts";
import { timeLeft } from "./time-left.ts";

interface InboxRowViewProps {
  readonly row: InboxRow;
  readonly isSelected: boolean;
  /** What became of it just now. */
  readonly decided: Decided | undefined;
  /** Shown where there are several. */
  readonly accountName: string | null;
  readonly now: number;
  readonly onToggle: (row: InboxRow) => void;
}

/** One who waits: who, for which group, why, and how long yet; or what became of it. */
export const InboxRowView = memo(function InboxRowView(props: InboxRowViewProps) {
  const { row, isSelected, decided, accountName, now, onToggle } = props;
  const text = useText("inbox");
  const name = personOf(row, text);
  const group = groupOf(row, text);
  return (
    <div className="inbox-row">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the row itself is what is selected; Space does the same */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <span
        className="inbox-check"
        data-checked={isSelected || undefined}
        onClick={(event) => {
          event.stopPropagation();
          onToggle(row);
        }}
      >
        {isSelected && <CheckIcon size={12} />}
      </span>
      <Avatar id={row.personId} name={name} size={26} />
      <span className="inbox-row-who ellipsis" dir="auto" title={`${name} (${row.personId})`}>
        {name}
      </span>
      <span className="inbox-row-group ellipsis" title={`${group} (${row.groupId})`}>
        <span className="quiet">{text(row.kind === "application" ? "applies" : "invites")}</span>{" "}
        <span dir="auto">{group}</span>
      </span>
      <span className="inbox-row-reason ellipsis" dir="auto" title={row.reason || undefined}>
        {row.reason || <span className="quiet">{text("noReason")}</span>}
      </span>
      {accountName !== null && (
        <span className="inbox-row-account quiet ellipsis" dir="auto" title={accountName}>
          {accountName}
        </span>
      )}
      {decided ? <Outcome decided={decided} /> : <Waiting row={row} now={now} />}
    </div>
  );
});

function Waiting({ row, now }: { readonly row: InboxRow; readonly now: number }) {
  const text = useText("inbox");
  const language = useLanguage();
  if (row.status !== "pending") {
    // When it would have ended says nothing of when it was decided.
    const at = row.updatedAt ?? (row.status === "expired" ? row.expiresAt : null);
    return (
      <span
        className="inbox-row-state quiet"
        title={at === null ? undefined : formatDateTime(at, language)}
        data-status={row.status}
      >
        {text(row.status)}
        {at !== null && ` · ${formatDate(at, language)}`}
      </span>
    );
  }
  const left = timeLeft(row.expiresAt, now);
  const words = {
    days: () => text("daysLeft", { count: "count" in left ? left.count : 0 }),
    hours: () => text("hoursLeft", { count: "count" in left ? left.count : 0 }),
    soon: () => text("soonLeft"),
    over: () => text("expired"),
    open: () => text("openEnd"),
  };
  return (
    <span
      className="inbox-row-state quiet digits"
      data-soon={left.unit === "hours" || left.unit === "soon" || undefined}
      title={
        row.expiresAt === null ? undefined : text("ends", { time: formatDateTime(row.expiresAt, language) })
      }
    >
      {words[left.unit]()}
    </span>
  );
}

function Outcome({ decided }: { readonly decided: Decided }) {
  const text = useText("inbox");
  const refusal = useRefusalWords();
  const { outcome, isApproved, code, reason } = decided;
  function words(): string {
    if (outcome === "done") return text(isApproved ? "accepted" : "declined");
    if (outcome === "already_handled") return text("outcomeAlready");
    if (outcome === "unknown") return text("outcomeUnknown");
    return text("outcomeFailed", {
      reason: reason !== null ? refusal.kept(reason) : code === null ? "" : refusal.own({ code }),
    });
  }
  return (
    <span
      className="inbox-row-state ellipsis"
      data-outcome={outcome}
      data-approved={isApproved || undefined}
      title={reason === null ? words() : `${words()} — ${reason}`}
    >
      {words()}
    </span>
  );
}

/** The name, else the id. A server that does not say who invited us gives "0". */
export function personOf({ personName, personId }: InboxRow, text: Text<"inbox">): string {
  return personName || (personId === "0" ? text("unknownPerson") : personId);
}

function groupOf({ groupName, groupId }: InboxRow, text: Text<"inbox">): string {
  return groupName || text("unknownGroup", { id: groupId });
}
