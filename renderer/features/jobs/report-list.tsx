import type { JobResult } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { useReportStore } from "./report-store.ts";
import { useGroupName } from "./use-group-name.ts";
import { useJobWords } from "./use-job-words.ts";

const rowHeight = 44;

/** One row for each person and group: who, where, what became of it and why. */
export function ReportList() {
  const text = useText("jobs");
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
            renderRow={(result) => <ReportRow result={result} />}
          />
        </div>
      )}
    </>
  );
}

function ReportRow({ result }: { readonly result: JobResult }) {
  const words = useJobWords();
  const groupName = useGroupName();
  const { userId, name, groupId, outcome, reason } = result;
  return (
    <div className="report-row">
      <Avatar id={userId} name={name} size={24} />
      <div className="report-row-words">
        <span className="ellipsis" dir="auto">
          {name || userId}
        </span>
        <span className="ellipsis quiet digits" dir="auto" title={reason ?? undefined}>
          {reason ?? `${groupName(groupId)} · ${userId}`}
        </span>
      </div>
      <span className="outcome" data-outcome={outcome}>
        {words.outcome(outcome)}
      </span>
    </div>
  );
}
