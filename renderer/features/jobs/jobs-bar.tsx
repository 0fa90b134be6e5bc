import { useEffect } from "react";
import type { Job } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CloseIcon } from "../../ui/icons.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { ProgressBar } from "../transfers/progress-bar.tsx";
import { JobButtons, useStateWords } from "./job-progress.tsx";
import { failuresOf, isOpen, percentOf, settledOf } from "./job-state.ts";
import { useJobsStore } from "./jobs-store.ts";
import { ReportButton } from "./report-button.tsx";
import { useJobWords } from "./use-job-words.ts";
import "./jobs.css";

const linesShown = 3;

/** Below everything: each job that is under way, was cut off, or has just ended. Absent while there is none. */
export function JobsBar() {
  const text = useText("jobs");
  const { jobs, ended, loadError, actionError, load, listen, dismiss } = useJobsStore();
  useEffect(listen, [listen]);
  useEffect(() => void load(), [load]);
  const shown = (jobs ?? []).filter((job) => isOpen(job) || ended.includes(job.id));
  return (
    <>
      <EndsAloud />
      <ErrorLine error={loadError} title={text("jobsFailed")} onRetry={() => void load()} />
      <ErrorLine error={actionError} title={text("actionFailed")} onDismiss={dismiss} />
      {shown.length > 0 && (
        <section className="jobs-bar" aria-label={text("jobs")}>
          {shown.slice(0, linesShown).map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
          {shown.length > linesShown && <MoreJobs />}
        </section>
      )}
    </>
  );
}

function JobLine({ job }: { readonly job: Job }) {
  const text = useText("jobs");
  const words = useJobWords();
  const state = useStateWords(job);
  const seen = useJobsStore((store) => store.seen);
  const what = words.job(job);
  const failures = failuresOf(job);
  return (
    <div className="job-line">
      <span className="ellipsis">{what}</span>
      <span className="quiet digits ellipsis job-line-words" dir="auto">
        {isOpen(job) && `${text("progressOf", { done: settledOf(job), total: job.total })} · `}
        {(job.state === "running" && job.current) || state}
      </span>
      {failures > 0 && (
        <span className="transfers-failed digits">
          {words.outcome("refused")} {failures}
        </span>
      )}
      {isOpen(job) ? (
        <ProgressBar label={text("progress", { what })} percent={percentOf(job)} />
      ) : (
        <span className="transfers-space" />
      )}
      <JobButtons job={job} />
      <ReportButton jobId={job.id} what={what} />
      {!isOpen(job) && (
        <IconButton
          size="small"
          label={text("hide")}
          icon={<CloseIcon size={14} />}
          onClick={() => seen(job.id)}
        />
      )}
    </div>
  );
}

function MoreJobs() {
  const text = useText("jobs");
  const open = usePanelStore((store) => store.open);
  return (
    <Button size="small" variant="text" onClick={() => open({ type: "jobs" })}>
      {text("jobsShow")}
    </Button>
  );
}

/** Says aloud what has ended; seen by nobody. */
function EndsAloud() {
  const text = useText("jobs");
  const words = useJobWords();
  const { jobs, ended } = useJobsStore();
  const said = (jobs ?? [])
    .filter(({ id, state }) => ended.includes(id) && state === "done")
    .map((job) => text("endedSaid", { what: words.job(job) }));
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {said.join(" ")}
    </div>
  );
}
