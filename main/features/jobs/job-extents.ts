import type { Job } from "../../../shared/domain/job.ts";
import type { Database, SqlRow } from "../../platform/database/database.ts";

export type Extent = NonNullable<Job["distinct"]>;

/** How many different targets jobs have, in how many groups. Counted once: a job's targets never change. */
export function createJobExtents(journal: Database) {
  const known = new Map<string, Extent>();
  return async function withExtents<Row extends { readonly id: string }>(
    jobs: readonly Row[],
  ): Promise<(Row & { readonly distinct: Extent })[]> {
    const unknown = jobs.map(({ id }) => id).filter((id) => !known.has(id));
    if (unknown.length > 0) {
      const rows = await journal.all<SqlRow & Extent & { id: string }>(
        `SELECT job_id AS id, count(DISTINCT target_id) AS targets, count(DISTINCT group_id) AS groups
         FROM job_targets WHERE is_left_out = 0 AND job_id IN (SELECT value FROM json_each(?)) GROUP BY job_id`,
        [JSON.stringify(unknown)],
      );
      for (const { id, targets, groups } of rows) known.set(id, { targets, groups });
    }
    return jobs.map((job) => ({ ...job, distinct: known.get(job.id) ?? { targets: 0, groups: 0 } }));
  };
}
