import type { Job, JobResult } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { type Unit, unitOf } from "./job-unit.ts";
import { useReportStore } from "./report-store.ts";
import { useSettingWords } from "./setting-words.ts";
import { TargetMark } from "./target-mark.tsx";
import { useGroupName } from "./use-group-name.ts";
import { useJobWords } from "./use-job-words.ts";
import { useReasonWords } from "./use-reason-words.ts";

const rowHeight = 44;

/** One row for each target: who or what, where, what became of it and why. */
export function ReportList({ job }: { readonly job: Job }) {
  const text = useText("jobs");
  const unit = unitOf(job.action);
  const { jobId, outcome, query, list, ensureRange, reload } = useReportStore();
  if (list.total === null) {
    if (list.loadError)
      return <ErrorLine error={list.loadError} title={text("reportFailed")} onRetry={reload} />;
    return <Skeleton rows={6} rowHeight={rowHeight} label={text("reportLoading")} />;
  }
  return (
    <>
      <ErrorLine error={list.loadError} title={text("reportFailed")} onRetry={reload} />
      {list.total === 0 ? (
        <EmptyState title={text("noResults")} hint={text("noResultsHint")} />
      ) : (
        <div className="report-list">
          <VirtualList
            key={`${jobId} ${outcome} ${query}`}
            ariaLabel={text("results")}
            total={list.total}
            rowHeight={rowHeight}
            rowAt={list.rowAt}
            ensureRange={ensureRange}
            renderRow={(result) => <ReportRow result={result} unit={unit} />}
          />
        </div>
      )}
    </>
  );
}

function ReportRow({ result, unit }: { readonly result: JobResult; readonly unit: Unit }) {
  const words = useJobWords();
  const groupName = useGroupName();
  const settingWords = useSettingWords();
  const sayReason = useReasonWords();
  const { targetId, name, groupId, outcome, reason, changes } = result;
  const person = name ? `${groupName(groupId)} · ${targetId}` : groupName(groupId);
  const where = {
    people: person,
    applications: person,
    files: groupName(groupId),
    groups: changes?.map(settingWords.change).join(" · ") || targetId,
  };
  const more = reason === null ? where[unit] : sayReason(reason);
  return (
    <div className="report-row">
      <TargetMark target={result} unit={unit} size={24} />
      <div className="report-row-words">
        <span className="ellipsis" dir="auto">
          {name || targetId}
        </span>
        <span className="ellipsis quiet digits" dir="auto" title={more}>
          {more}
        </span>
      </div>
      <span className="outcome" data-outcome={outcome}>
        {words.outcome(outcome)}
      </span>
    </div>
  );
}
