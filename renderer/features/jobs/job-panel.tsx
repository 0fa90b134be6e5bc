import { useEffect } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { BackIcon } from "../../ui/icons.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { JobProgress, useStateWords } from "./job-progress.tsx";
import { isOpen } from "./job-state.ts";
import { useJobsStore } from "./jobs-store.ts";
import { ReportActions } from "./report-actions.tsx";
import { ReportFilter } from "./report-filter.tsx";
import { ReportList } from "./report-list.tsx";
import { useReportStore } from "./report-store.ts";
import { useTargetGroupsStore } from "./target-groups-store.ts";
import { useJobWords } from "./use-job-words.ts";
import "./jobs.css";

/** One job: how far it is, then what became of each. Closing it stops nothing. */
export function JobPanel({ jobId }: { readonly jobId: string }) {
  const text = useText("jobs");
  const appText = useText("app");
  const words = useJobWords();
  const { close, open: openPanel } = usePanelStore();
  const { jobs, loadError, actionError, load, dismiss, seen } = useJobsStore();
  const { open, listen } = useReportStore();
  const loadGroups = useTargetGroupsStore((state) => state.load);
  const job = jobs?.find(({ id }) => id === jobId);
  const accountId = job?.accountId;
  const hasEnded = job !== undefined && !isOpen(job);
  const state = useStateWords({ state: job?.state ?? "running" });
  useEffect(listen, [listen]);
  useEffect(() => {
    open(jobId);
    void load();
  }, [open, load, jobId]);
  useEffect(() => {
    if (accountId !== undefined) void loadGroups(accountId);
  }, [loadGroups, accountId]);
  // Looked at here: the bar need not tell of it any more.
  useEffect(() => {
    if (hasEnded) seen(jobId);
  }, [hasEnded, seen, jobId]);

  return (
    <SidePanel
      className="jobs-panel job-panel"
      title={job ? words.job(job) : text("report")}
      closeLabel={appText("close")}
      onClose={close}
    >
      <div className="job">
        <div className="job-head">
          <Button
            size="small"
            variant="text"
            icon={<BackIcon size={14} />}
            onClick={() => openPanel({ type: "jobs" })}
          >
            {text("jobs")}
          </Button>
          {hasEnded && <span className="quiet">{state}</span>}
        </div>
        <ErrorLine error={loadError} title={text("jobsFailed")} onRetry={() => void load()} />
        <ErrorLine error={actionError} title={text("actionFailed")} onDismiss={dismiss} />
        {!job && !loadError && <Skeleton rows={2} label={text("jobsLoading")} />}
        {job && (
          <>
            <JobProgress job={job} />
            <ReportFilter job={job} />
            <ReportList job={job} />
            <ReportActions job={job} />
          </>
        )}
      </div>
    </SidePanel>
  );
}
