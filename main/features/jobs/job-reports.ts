import { writeFile } from "node:fs/promises";
import type { Job, JobResult } from "../../../shared/domain/job.ts";
import { fileError } from "../../platform/file-errors.ts";
import type { Revisions } from "../../platform/revisions.ts";
import type { JobsRepository, ResultsQuery } from "./jobs-repository.ts";
import { reportCsv } from "./report-csv.ts";

export interface JobReportsDeps {
  readonly repository: Pick<JobsRepository, "get" | "results" | "report">;
  readonly revisions: Revisions;
  readonly describe: (jobId: string) => Promise<Job>;
}

/** What became of each target of a job. */
export function createJobReports({ repository, revisions, describe }: JobReportsDeps) {
  return {
    async results(query: ResultsQuery): Promise<{ revision: number; total: number; rows: JobResult[] }> {
      await repository.get(query.jobId);
      return { revision: revisions.of("jobs"), ...(await repository.results(query)) };
    },

    /** All that was wished for, what the plan left out at the end. */
    async report(jobId: string): Promise<JobResult[]> {
      await repository.get(jobId);
      return repository.report(jobId);
    },

    /** What the file of a report is called by default. */
    async reportName(jobId: string): Promise<string> {
      const { action, createdAt } = await describe(jobId);
      return `${action.type}-${new Date(createdAt).toISOString().slice(0, 10)}.csv`;
    },

    /** The report as CSV. Throws `file_error`, `file_in_use` or `disk_full`. */
    async exportTo(jobId: string, path: string): Promise<void> {
      const csv = reportCsv(await describe(jobId), await repository.report(jobId));
      await writeFile(path, csv).catch((cause: unknown) => {
        throw fileError(cause, "save the report");
      });
    },
  };
}
