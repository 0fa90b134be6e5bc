import type { Job, JobResult } from "../../shared/domain/job.ts";
import { AppError } from "../../shared/errors.ts";
import type { JobsService } from "../features/jobs/jobs-service.ts";

export interface JobReport {
  readonly jobId: string;
  readonly results: readonly Pick<JobResult, "groupId" | "userId" | "outcome" | "reason">[];
}

/** Waits until the job no longer runs here. One that did not come to its end is an error that names it. */
export async function reportOf(
  jobs: Pick<JobsService, "ended" | "report">,
  jobId: string,
): Promise<JobReport> {
  const { state, pausedBy, counts } = await jobs.ended(jobId);
  if (state === "paused" || state === "interrupted" || state === "running") {
    const left = `job ${jobId} stopped with ${counts.waiting} people left: see jobs resume`;
    throw new AppError(pausedBy ?? "cancelled", left);
  }
  return { jobId, results: await resultsOf(jobs, jobId) };
}

/** One row for each person and group that was wished for, those left out at the end. */
export async function resultsOf(
  jobs: Pick<JobsService, "report">,
  jobId: string,
): Promise<JobReport["results"]> {
  const rows = await jobs.report(jobId);
  return rows.map(({ groupId, userId, outcome, reason }) => ({ groupId, userId, outcome, reason }));
}

/** A job without what only a window shows. */
export function jobSummary({ current: _current, waitingMs: _waiting, ...job }: Job) {
  return job;
}
