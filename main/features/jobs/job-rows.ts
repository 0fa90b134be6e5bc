import { z } from "zod";
import { SettingChange } from "../../../shared/domain/group-settings.ts";
import { inverseOf, type Job, JobAction, type JobResult, TargetOutcome } from "../../../shared/domain/job.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { SqlRow } from "../../platform/database/database.ts";
import type { PlannedTarget } from "./work/work.ts";

export interface JobRow extends SqlRow {
  readonly id: string;
  readonly accountId: string;
  readonly action: string;
  readonly state: Job["state"];
  readonly pausedBy: ErrorCode | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly isUndone: number;
  /** Something is not done, but in part. */
  readonly isPartly: number;
  readonly undoOf: string | null;
}

/** A target of a job as the runner needs it. */
export interface TargetRow extends PlannedTarget {
  readonly position: number;
  /** How often it was sent, this time included. */
  readonly tries: number;
}

/** A target of a job that has ended, for the next one. */
export type KeptTarget = Pick<PlannedTarget, "groupId" | "targetId" | "changes" | "since"> &
  Pick<JobResult, "outcome">;

/** What a table holds of the changes of a target. */
export type WithChanges<Row> = Omit<Row, "changes"> & { readonly changes: string | null };
export type TargetSqlRow = WithChanges<TargetRow>;
export type ResultSqlRow = WithChanges<JobResult>;

export type Counts = Job["counts"];

export const jobColumns = `id, account_id AS accountId, action, state, paused_by AS pausedBy,
  created_at AS createdAt, finished_at AS finishedAt, is_undone AS isUndone, undo_of AS undoOf,
  EXISTS (SELECT 1 FROM job_targets WHERE job_id = jobs.id AND is_partly = 1) AS isPartly`;
export const targetColumns = `position, group_id AS groupId, target_id AS targetId, name, changes,
  joined_at AS since, tries`;
export const resultColumns = "group_id AS groupId, target_id AS targetId, name, changes, outcome, reason";

export function noCounts(): Counts {
  return Object.fromEntries(TargetOutcome.options.map((outcome) => [outcome, 0])) as Counts;
}

export function actionOf(row: Pick<JobRow, "action">): JobAction {
  return JobAction.parse(JSON.parse(row.action));
}

/** What the page sees of a job; `live` is what only its runner knows. */
export function jobOf(
  row: JobRow & Pick<Job, "distinct">,
  counts: Counts,
  live: { readonly current: string | null; readonly waitingMs: number | null } | null,
): Job {
  const action = actionOf(row);
  const isFinished = row.state === "done" || row.state === "cancelled";
  return {
    id: row.id,
    accountId: row.accountId,
    action,
    state: row.state,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
    ...(row.distinct && { distinct: row.distinct }),
    ...(row.undoOf !== null && { undoOf: row.undoOf }),
    current: live?.current ?? null,
    canUndo: isFinished && row.isUndone === 0 && hasUndo(action, counts, row.isPartly === 1),
    waitingMs: live?.waitingMs ?? null,
    ...(row.state === "paused" && row.pausedBy !== null ? { pausedBy: row.pausedBy } : {}),
  };
}

/**
 * Whether there may be something to take back. Settings are set back only where they still are as the job made them, so
 * also where it is not known what it did.
 */
function hasUndo({ type }: JobAction, { done, unknown }: Counts, isPartly: boolean): boolean {
  const inverse = inverseOf[type];
  if (inverse === "restore_settings") return done > 0 || isPartly || unknown > 0;
  return inverse !== null && done > 0;
}

/** A row as the domain has it. */
export function withChanges<Row extends { readonly changes: string | null }>({ changes, ...row }: Row) {
  return changes === null ? row : { ...row, changes: z.array(SettingChange).parse(JSON.parse(changes)) };
}
