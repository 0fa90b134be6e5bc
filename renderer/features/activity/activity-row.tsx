import { memo } from "react";
import type { Activity } from "../../../shared/domain/activity.ts";
import { changeOf } from "../../../shared/domain/undo.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { formatDate, formatDateTime, formatTime } from "../../ui/formatters.ts";
import { targetWords } from "./activity-words.ts";
import { ChangeCell } from "./change-cell.tsx";
import { useChangeWords } from "./change-words.ts";
import { useDetailWords } from "./detail-words.ts";
import { UndoCell } from "./undo-cell.tsx";

interface ActivityRowProps {
  readonly activity: Activity;
  /** Shown where there are several accounts. */
  readonly accountName: string | null;
}

/** One act: when, what, to whom, where, how it ended, and whether it can be taken back. */
export const ActivityRow = memo(function ActivityRow({ activity, accountName }: ActivityRowProps) {
  const text = useText("activity");
  const language = useLanguage();
  const { at, kind, groupId, groupName, outcome } = activity;
  const day = formatDate(at, language);
  const clock = formatTime(at, language);
  const words = useChangeWords();
  const detailWords = useDetailWords();
  const change = changeOf(activity);
  const target = (change && words.label(change)) || targetWords(activity, text);
  const detail = change === null || outcome !== "done" ? detailWords(activity) : "";
  return (
    <div className="activity-row">
      <span className="activity-time quiet digits" title={formatDateTime(at, language)}>
        <span className="ellipsis">{day}</span>
        {day !== clock && <span>{clock}</span>}
      </span>
      <span
        className="activity-kind ellipsis"
        title={text(kind)}
        data-seen={kind.startsWith("seen_") || undefined}
      >
        {text(kind)}
      </span>
      <span className="ellipsis" dir="auto" title={target || undefined}>
        {target}
      </span>
      <span className="activity-group quiet ellipsis" dir="auto" title={groupName ?? groupId ?? undefined}>
        {groupName || groupId}
      </span>
      {accountName !== null && (
        <span className="activity-account quiet ellipsis" dir="auto" title={accountName}>
          {accountName}
        </span>
      )}
      <span className="activity-end ellipsis" title={detail || undefined}>
        {outcome !== "done" && <span data-outcome={outcome}>{text(outcome)}</span>}
        {outcome !== "done" && detail && " · "}
        {detail && (
          <span className="quiet" dir="auto">
            {detail}
          </span>
        )}
        {outcome === "done" && <ChangeCell activity={activity} />}
      </span>
      <UndoCell activity={activity} />
    </div>
  );
});
