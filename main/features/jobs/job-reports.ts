import { writeFile } from "node:fs/promises";
import { type Job, type JobResult, targetKindOf } from "../../../shared/domain/job.ts";
import { fileError } from "../../platform/file-errors.ts";
import type { Revisions } from "../../platform/revisions.ts";
import type { PeopleService } from "../people/people-service.ts";
import { actionOf } from "./job-rows.ts";
import type { JobsRepository, ResultsQuery } from "./jobs-repository.ts";
import { reportCsv } from "./report-csv.ts";

export interface JobReportsDeps {
  readonly repository: Pick<JobsRepository, "get" | "results" | "report">;
  readonly revisions: Revisions;
  readonly describe: (jobId: string) => Promise<Job>;
  readonly people: Pick<PeopleService, "names">;
}

/** What became of each target of a job. */
export function createJobReports({ repository, revisions, describe, people }: JobReportsDeps) {
  /** Who had no name when the job was planned may have one by now. */
  async function named(jobId: string, results: JobResult[]): Promise<JobResult[]> {
    const nameless = results.filter(({ name }) => name === "");
    if (nameless.length === 0) return results;
    const row = await repository.get(jobId);
    if (targetKindOf(actionOf(row).type) !== "person") return results;
    const names = await people.names(
      row.accountId,
      null,
      nameless.map(({ targetId }) => targetId),
    );
    return results.map((result) => ({ ...result, name: result.name || (names.get(result.targetId) ?? "") }));
  }

  return {
    async results(query: ResultsQuery): Promise<{ revision: number; total: number; rows: JobResult[] }> {
      await repository.get(query.jobId);
      const { total, rows } = await repository.results(query);
      return { revision: revisions.of("jobs"), total, rows: await named(query.jobId, rows) };
    },

    /** All that was wished for, what the plan left out at the end. */
    async report(jobId: string): Promise<JobResult[]> {
      await repository.get(jobId);
      return named(jobId, await repository.report(jobId));
    },

    /** What the file of a report is called by default. */
    async reportName(jobId: string): Promise<string> {
      const { action, createdAt } = await describe(jobId);
      return `${action.type}-${new Date(createdAt).toISOString().slice(0, 10)}.csv`;
    },

    /** The report as CSV. Throws `file_error`, `file_in_use` or `disk_full`. */
    async exportTo(jobId: string, path: string): Promise<void> {
      const csv = reportCsv(await describe(jobId), await named(jobId, await repository.report(jobId)));
      await writeFile(path, csv).catch((cause: unknown) => {
        throw fileError(cause, "save the report");
      });
    },
  };
}
