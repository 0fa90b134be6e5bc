import { type Job, type JobResult, targetKindOf } from "../../shared/domain/job.ts";
import { AppError } from "../../shared/errors.ts";
import type { JobsService } from "../features/jobs/jobs-service.ts";

export interface JobReport {
  readonly jobId: string;
  readonly results: readonly ReportRow[];
}

/** `userId` or `fileId` says who or what it was; work on groups has neither. */
export type ReportRow = Pick<JobResult, "groupId" | "outcome" | "reason"> & {
  readonly userId?: string;
  readonly fileId?: string;
};

/** Waits until the job no longer runs here. One that did not come to its end is an error that names it. */
export async function reportOf(
  jobs: Pick<JobsService, "ended" | "get" | "report">,
  jobId: string,
): Promise<JobReport> {
  const { state, pausedBy, counts } = await jobs.ended(jobId);
  if (state === "paused" || state === "interrupted" || state === "running") {
    const left = `job ${jobId} stopped with ${counts.waiting} left: see jobs resume`;
    throw new AppError(pausedBy ?? "cancelled", left);
  }
  return { jobId, results: await resultsOf(jobs, jobId) };
}

/** One row for each that was wished for, those left out at the end. */
export async function resultsOf(
  jobs: Pick<JobsService, "get" | "report">,
  jobId: string,
): Promise<readonly ReportRow[]> {
  const { action } = await jobs.get(jobId);
  const idName = idNames[targetKindOf(action.type)];
  const rows = await jobs.report(jobId);
  return rows.map(({ groupId, targetId, outcome, reason }) => ({
    groupId,
    ...(idName === null ? {} : { [idName]: targetId }),
    outcome,
    reason,
  }));
}

const idNames = { person: "userId", file: "fileId", group: null } as const;

/** A job without what only a window shows. */
export function jobSummary({ current: _current, waitingMs: _waiting, ...job }: Job) {
  return job;
}
