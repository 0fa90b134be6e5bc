import type { Job } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { formatDuration } from "../../ui/formatters.ts";
import { PauseIcon, PlayIcon } from "../../ui/icons.tsx";
import { ProgressBar } from "../transfers/progress-bar.tsx";
import { isOpen, percentOf, settledOf } from "./job-state.ts";
import { useJobsStore } from "./jobs-store.ts";
import { useJobWords } from "./use-job-words.ts";

/** How far an open job is, who is being acted on, and the buttons that stop it. */
export function JobProgress({ job }: { readonly job: Job }) {
  const text = useText("jobs");
  const words = useJobWords();
  const state = useStateWords(job);
  if (!isOpen(job)) return null;
  const what = words.job(job);
  return (
    <div className="job-progress">
      <ProgressBar label={text("progress", { what })} percent={percentOf(job)} />
      <p className="digits">
        {text("progressOf", { done: settledOf(job), total: job.total })} · {state}
      </p>
      {job.state !== "interrupted" && (
        <p className="job-now ellipsis quiet" dir="auto">
          {job.waitingMs !== null
            ? text("waitingServer", { time: formatDuration(job.waitingMs) })
            : job.current && job.state === "running"
              ? text("now", { name: job.current })
              : "\u00A0"}
        </p>
      )}
      {job.state === "interrupted" && <p className="quiet">{text("interruptedNote")}</p>}
      <div className="plan-buttons">
        <JobButtons job={job} />
      </div>
    </div>
  );
}

/** "Running", "Interrupted: the app was closed". */
export function useStateWords({ state }: Pick<Job, "state">): string {
  const text = useText("jobs");
  if (state === "done") return text("doneState");
  if (state === "cancelled") return text("cancelledState");
  return text(state);
}

/** Pause, go on, stop: as far as this job can. */
export function JobButtons({ job }: { readonly job: Job }) {
  const text = useText("jobs");
  const { pause, resume, cancel } = useJobsStore();
  if (!isOpen(job)) return null;
  return (
    <>
      {job.state === "running" ? (
        <Button size="small" icon={<PauseIcon size={14} />} onClick={() => void pause(job.id)}>
          {text("pause")}
        </Button>
      ) : (
        <Button size="small" icon={<PlayIcon size={14} />} onClick={() => void resume(job.id)}>
          {text("resume")}
        </Button>
      )}
      <Button size="small" onClick={() => void cancel(job.id)}>
        {text("cancelJob")}
      </Button>
    </>
  );
}
