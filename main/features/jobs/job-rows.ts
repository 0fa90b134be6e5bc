import type { Job, JobResult, PeopleAction, TargetOutcome } from "../../../shared/domain/job.ts";
import {
  inverseOf,
  TargetOutcome as Outcomes,
  PeopleAction as PeopleActionSchema,
} from "../../../shared/domain/job.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { SqlRow } from "../../platform/database/database.ts";

export interface JobRow extends SqlRow {
  readonly id: string;
  readonly accountId: string;
  readonly action: string;
  readonly state: Job["state"];
  readonly pausedBy: ErrorCode | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly isUndone: number;
}

/** A person of a job as the runner needs it. */
export interface TargetRow extends SqlRow {
  readonly position: number;
  readonly groupId: string;
  readonly userId: string;
  readonly name: string;
  readonly joinedAt: number | null;
  /** How often it was sent, this time included. */
  readonly tries: number;
}

export interface ResultRow extends SqlRow {
  readonly groupId: string;
  readonly userId: string;
  readonly name: string;
  readonly outcome: TargetOutcome;
  readonly reason: string | null;
}

export type Counts = Job["counts"];

export const jobColumns = `id, account_id AS accountId, action, state, paused_by AS pausedBy,
  created_at AS createdAt, finished_at AS finishedAt, is_undone AS isUndone`;
export const targetColumns = `position, group_id AS groupId, user_id AS userId, name, joined_at AS joinedAt, tries`;
export const resultColumns = "group_id AS groupId, user_id AS userId, name, outcome, reason";

export function noCounts(): Counts {
  return Object.fromEntries(Outcomes.options.map((outcome) => [outcome, 0])) as Counts;
}

export function actionOf(row: Pick<JobRow, "action">): PeopleAction {
  return PeopleActionSchema.parse(JSON.parse(row.action));
}

/** What the page sees of a job; `live` is what only its runner knows. */
export function jobOf(
  row: JobRow,
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
    current: live?.current ?? null,
    canUndo: isFinished && row.isUndone === 0 && counts.done > 0 && inverseOf[action.type] !== null,
    waitingMs: live?.waitingMs ?? null,
    ...(row.state === "paused" && row.pausedBy !== null ? { pausedBy: row.pausedBy } : {}),
  };
}

export function resultOf(row: ResultRow): JobResult {
  return { ...row };
}
