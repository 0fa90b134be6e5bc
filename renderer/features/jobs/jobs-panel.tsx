import { useEffect } from "react";
import type { Job } from "../../../shared/domain/job.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDate, formatDateTime } from "../../ui/formatters.ts";
import { JobsIcon } from "../../ui/icons.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { JobCounts } from "./job-counts.tsx";
import { JobButtons, useStateWords } from "./job-progress.tsx";
import { useJobsStore } from "./jobs-store.ts";
import { ReportButton } from "./report-button.tsx";
import { useJobWords } from "./use-job-words.ts";
import "./jobs.css";

/** Every job there was, newest first; what was cut off can be resumed. */
export function JobsPanel() {
  const text = useText("jobs");
  const appText = useText("app");
  const close = usePanelStore((state) => state.close);
  const { jobs, loadError, actionError, load, dismiss } = useJobsStore();
  useEffect(() => void load(), [load]);
  return (
    <SidePanel className="jobs-panel" title={text("jobs")} closeLabel={appText("close")} onClose={close}>
      <ErrorLine error={loadError} title={text("jobsFailed")} onRetry={() => void load()} />
      <ErrorLine error={actionError} title={text("actionFailed")} onDismiss={dismiss} />
      {!jobs && !loadError && <Skeleton rows={4} rowHeight={64} label={text("jobsLoading")} />}
      {jobs?.length === 0 && (
        <EmptyState icon={<JobsIcon size={36} />} title={text("jobsEmpty")} hint={text("jobsEmptyHint")} />
      )}
      <ul className="jobs-list">
        {jobs?.map((job) => (
          <JobItem key={job.id} job={job} />
        ))}
      </ul>
    </SidePanel>
  );
}

function JobItem({ job }: { readonly job: Job }) {
  const words = useJobWords();
  const language = useLanguage();
  const state = useStateWords(job);
  const accounts = useAccountsStore((store) => store.accounts);
  const account =
    accounts && accounts.length > 1 ? accounts.find(({ id }) => id === job.accountId) : undefined;
  const what = words.job(job);
  return (
    <li className="jobs-item">
      <div className="jobs-item-head">
        <strong>{what}</strong>
        <span className="quiet digits" title={formatDateTime(job.createdAt, language)}>
          {formatDate(job.createdAt, language)}
        </span>
      </div>
      <p className="quiet" data-state={job.state}>
        {state}
        {account && ` · ${account.name}`}
      </p>
      <JobCounts job={job} />
      <div className="plan-buttons">
        <JobButtons job={job} />
        <ReportButton jobId={job.id} what={what} />
      </div>
    </li>
  );
}
