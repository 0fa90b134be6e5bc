import { csvOf } from "../../../shared/domain/csv.ts";
import type { Job, JobResult } from "../../../shared/domain/job.ts";

/** The report of a job, one row for each person and group. */
export function reportCsv({ action }: Pick<Job, "action">, results: readonly JobResult[]): string {
  return csvOf([
    ["group_id", "user_id", "name", "action", "outcome", "reason"],
    ...results.map(({ groupId, userId, name, outcome, reason }) => [
      groupId,
      userId,
      name,
      action.type,
      outcome,
      reason,
    ]),
  ]);
}
