import { memo } from "react";
import type { Activity } from "../../../shared/domain/activity.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { formatDate, formatDateTime } from "../../ui/formatters.ts";
import { detailWords, targetWords } from "./activity-words.ts";
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
  const target = targetWords(activity, text);
  const detail = detailWords(activity, text, language);
  return (
    <div className="activity-row">
      <span className="activity-time quiet digits" title={formatDateTime(at, language)}>
        {formatDate(at, language)}
      </span>
      <span className="activity-kind ellipsis" data-seen={kind.startsWith("seen_") || undefined}>
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
        <span className="quiet" dir="auto">
          {detail}
        </span>
      </span>
      <UndoCell activity={activity} />
    </div>
  );
});
