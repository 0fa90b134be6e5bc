import type { JobResult, TargetOutcome } from "../../../shared/domain/job.ts";
import { ownReasons } from "../../../shared/domain/job-reasons.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Database, SqlRow, SqlStatement } from "../../platform/database/database.ts";
import {
  type ResultSqlRow,
  resultColumns,
  type TargetRow,
  type TargetSqlRow,
  targetColumns,
  withChanges,
} from "./job-rows.ts";

/** A call that was about to go out, or did: until its targets have outcomes nobody knows. */
export interface Attempt {
  readonly id: string;
  readonly groupId: string;
  /** When it was written down, ms since epoch. */
  readonly at: number;
  readonly targets: readonly TargetRow[];
}

/** "waiting": it shall be sent (again); a reason then tells what of it was not done so far. */
export interface Settled {
  readonly position: number;
  readonly outcome: Exclude<TargetOutcome, "cancelled">;
  readonly reason: string | null;
  /** Not done, but some of it is. */
  readonly isPartly?: boolean;
}

export type AttemptEnd = "answered" | "not_sent" | "read_back";
export type RunLog = ReturnType<typeof createRunLog>;
export type UnrecordedRow = JobResult & { readonly position: number };

/** What one run of one job writes down. Every write is refused once somebody else has taken the job over. */
export function createRunLog(journal: Database, jobId: string, runnerId: string) {
  const isOurs = "EXISTS (SELECT 1 FROM jobs WHERE id = ? AND runner = ? AND state = 'running')";

  return {
    jobId,

    /** The next targets of one group that were not sent; empty when none is left. */
    async next(limit: number): Promise<TargetRow[]> {
      const rows = await journal.all<TargetSqlRow>(
        `SELECT ${targetColumns} FROM job_targets
         WHERE job_id = ? AND is_left_out = 0 AND outcome = 'waiting' AND attempt_id IS NULL
         ORDER BY position LIMIT ?`,
        [jobId, limit],
      );
      return rows.filter(({ groupId }) => groupId === rows[0]?.groupId).map(withChanges);
    },

    /** Writes down what is about to be sent. Nothing may be sent before this resolves. */
    async begin(id: string, targets: readonly TargetRow[], at: number): Promise<Attempt> {
      const groupId = targets[0]?.groupId ?? "";
      const [inserted] = await journal.transaction([
        {
          sql: `INSERT INTO job_attempts (id, job_id, group_id, at) SELECT ?, ?, ?, ? WHERE ${isOurs}`,
          parameters: [id, jobId, groupId, at, jobId, runnerId],
        },
        {
          sql: `UPDATE job_targets SET attempt_id = ?, tries = tries + 1
            WHERE job_id = ? AND outcome = 'waiting' AND attempt_id IS NULL
              AND position IN (SELECT value FROM json_each(?)) AND ${isOurs}`,
          parameters: [id, jobId, JSON.stringify(targets.map(({ position }) => position)), jobId, runnerId],
        },
      ]);
      if (inserted !== 1) throw new AppError("refused", "another run of the app has taken this job over");
      return { id, groupId, at, targets: targets.map((target) => ({ ...target, tries: target.tries + 1 })) };
    },

    /** Outcomes of targets of an attempt; it is over when `ended` says how. What was not sent is as it was. */
    async settle(attempt: Attempt, settled: readonly Settled[], ended: AttemptEnd, note: string | null) {
      const wasNotSent = ended === "not_sent" ? 1 : 0;
      const values = settled.map(({ position, outcome, reason, isPartly = false }) => [
        ...[position, outcome, reason, isPartly ? 1 : 0],
      ]);
      await journal.transaction([
        {
          sql: `UPDATE job_targets SET outcome = settled.value ->> 1, attempt_id = NULL,
              reason = CASE WHEN ? THEN reason ELSE settled.value ->> 2 END,
              is_partly = CASE WHEN ? THEN is_partly ELSE settled.value ->> 3 END,
              tries = tries - ? FROM json_each(?) AS settled
            WHERE job_id = ? AND attempt_id = ? AND position = settled.value ->> 0 AND ${isOurs}`,
          parameters: [
            ...[wasNotSent, wasNotSent, wasNotSent, JSON.stringify(values)],
            ...[jobId, attempt.id, jobId, runnerId],
          ],
        },
        {
          sql: `UPDATE job_attempts SET ended = ?, note = ? WHERE id = ? AND ${isOurs}
              AND NOT EXISTS (SELECT 1 FROM job_targets WHERE job_id = ? AND attempt_id = ?)`,
          parameters: [ended, note, attempt.id, jobId, runnerId, jobId, attempt.id],
        },
      ]);
    },

    /** Attempts of an earlier run whose outcome was never written down. */
    async open(): Promise<Attempt[]> {
      const rows = await journal.all<SqlRow & { id: string; groupId: string; at: number }>(
        "SELECT id, group_id AS groupId, at FROM job_attempts WHERE job_id = ? AND ended IS NULL ORDER BY at",
        [jobId],
      );
      return Promise.all(
        rows.map(async (row) => ({
          ...row,
          targets: (
            await journal.all<TargetSqlRow>(
              `SELECT ${targetColumns} FROM job_targets WHERE job_id = ? AND attempt_id = ? ORDER BY position`,
              [jobId, row.id],
            )
          ).map(withChanges),
        })),
      );
    },

    /** Nothing more will be sent or read: what may have been done is unknown, what was done in part is not done. */
    async giveUp(): Promise<void> {
      await journal.transaction([
        {
          sql: `UPDATE job_targets SET outcome = 'unknown', reason = ?
            WHERE job_id = ? AND outcome = 'waiting' AND attempt_id IS NOT NULL AND ${isOurs}`,
          parameters: [ownReasons.stoppedBefore, jobId, jobId, runnerId],
        },
        {
          sql: `UPDATE job_targets SET outcome = 'refused'
            WHERE job_id = ? AND is_left_out = 0 AND outcome = 'waiting' AND reason IS NOT NULL AND ${isOurs}`,
          parameters: [jobId, jobId, runnerId],
        },
        {
          sql: `UPDATE job_attempts SET ended = 'cancelled' WHERE job_id = ? AND ended IS NULL AND ${isOurs}`,
          parameters: [jobId, jobId, runnerId],
        },
      ]);
    },

    /** What has an outcome that the activity does not tell yet. */
    async unrecorded(): Promise<UnrecordedRow[]> {
      const rows = await journal.all<ResultSqlRow & { readonly position: number }>(
        `SELECT position, ${resultColumns} FROM job_targets
         WHERE job_id = ? AND is_left_out = 0 AND is_recorded = 0 AND outcome NOT IN ('waiting', 'cancelled')
           AND ${isOurs} ORDER BY position`,
        [jobId, jobId, runnerId],
      );
      return rows.map(withChanges);
    },

    /** To be written together with what the activity tells of them: a crash in between would tell them twice. */
    recordedMark: (positions: readonly number[]): SqlStatement => ({
      sql: `UPDATE job_targets SET is_recorded = 1
        WHERE job_id = ? AND position IN (SELECT value FROM json_each(?))`,
      parameters: [jobId, JSON.stringify(positions)],
    }),

    async wish(): Promise<"pause" | "cancel" | null> {
      const [row] = await journal.all<SqlRow & { wish: "pause" | "cancel" | null }>(
        "SELECT wish FROM jobs WHERE id = ? AND runner = ?",
        [jobId, runnerId],
      );
      return row?.wish ?? null;
    },

    async heartbeat(at: number): Promise<void> {
      await journal.run("UPDATE jobs SET heartbeat_at = ? WHERE id = ? AND runner = ?", [
        at,
        jobId,
        runnerId,
      ]);
    },
  };
}
