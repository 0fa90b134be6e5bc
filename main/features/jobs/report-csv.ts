import { csvOf } from "../../../shared/domain/csv.ts";
import { type Job, type JobResult, targetKindOf } from "../../../shared/domain/job.ts";

/** The report of a job, one row for each that was wished for. */
export function reportCsv({ action }: Pick<Job, "action">, results: readonly JobResult[]): string {
  const idName = idNames[targetKindOf(action.type)];
  return csvOf([
    ["group_id", ...(idName === null ? [] : [idName]), "name", "action", "outcome", "reason"],
    ...results.map(({ groupId, targetId, name, outcome, reason }) => [
      groupId,
      ...(idName === null ? [] : [targetId]),
      name,
      action.type,
      outcome,
      reason,
    ]),
  ]);
}

const idNames = { person: "user_id", file: "file_id", group: null } as const;
