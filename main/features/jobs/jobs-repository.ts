import type { JobAction, JobResult, JobState, TargetOutcome } from "../../../shared/domain/job.ts";
import { ownReasons } from "../../../shared/domain/job-reasons.ts";
import { searchQueryOf, searchTextOf } from "../../../shared/domain/search-text.ts";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { Database, SqlRow, SqlValue } from "../../platform/database/database.ts";
import { createJobExtents, type Extent } from "./job-extents.ts";
import {
  actionOf,
  type Counts,
  type JobRow,
  jobColumns,
  type KeptTarget,
  noCounts,
  type ResultSqlRow,
  resultColumns,
  type WithChanges,
  withChanges,
} from "./job-rows.ts";
import type { PendingPlan } from "./pending-plans.ts";
import type { PlannedTarget } from "./work/work.ts";

export interface ResultsQuery {
  readonly jobId: string;
  readonly query: string;
  readonly outcome: TargetOutcome | null;
  readonly offset: number;
  readonly limit: number;
}

/** Who runs a job: the id of one run of the app, and its process. */
export interface Runner {
  readonly id: string;
  readonly pid: number;
}

export type JobsRepository = ReturnType<typeof createJobsRepository>;

const shownJobs = 500;

/** Jobs in the journal, as lists and reports; what a running job writes is in the run log. */
export function createJobsRepository(journal: Database) {
  const withExtents = createJobExtents(journal);
  return {
    /** The job with all its targets, or nothing. It belongs to the runner from the start. */
    async insert(
      id: string,
      { plan, targets, undoOf }: PendingPlan,
      runner: Runner,
      at: number,
    ): Promise<void> {
      const waiting = targets.map((target) => [...targetValues(target), "waiting", null, 0]);
      const leftOut = plan.leftOut.map((target) => [
        ...targetValues({ ...target, since: null }),
        target.reason === "already_so" ? "already_so" : "refused",
        target.reason,
        1,
      ]);
      await journal.transaction([
        {
          sql: `INSERT INTO jobs (id, account_id, action, state, created_at, undo_of, runner, runner_pid, heartbeat_at)
            VALUES (?, ?, ?, 'running', ?, ?, ?, ?, ?)`,
          parameters: [
            id,
            plan.accountId,
            JSON.stringify(plan.action),
            at,
            undoOf,
            runner.id,
            runner.pid,
            at,
          ],
        },
        {
          sql: `INSERT INTO job_targets (job_id, position, group_id, target_id, name, search_text, joined_at, changes,
              outcome, reason, is_left_out)
            SELECT ?, key, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
              value ->> 6, value ->> 7, value ->> 8 FROM json_each(?)`,
          parameters: [id, JSON.stringify([...waiting, ...leftOut])],
        },
        { sql: "UPDATE jobs SET is_undone = 1 WHERE id = ?", parameters: [undoOf] },
      ]);
    },

    /** Newest first. */
    list: async () =>
      withExtents(
        await journal.all<JobRow>(
          `SELECT ${jobColumns} FROM jobs ORDER BY created_at DESC, id LIMIT ${shownJobs}`,
        ),
      ),

    /** Throws `not_found`. */
    async get(jobId: string): Promise<JobRow & { readonly distinct: Extent }> {
      const found = await journal.all<JobRow>(`SELECT ${jobColumns} FROM jobs WHERE id = ?`, [jobId]);
      const [row] = await withExtents(found);
      if (row === undefined) throw new AppError("not_found", "there is no such job");
      return row;
    },

    async counts(jobIds: readonly string[]): Promise<Map<string, Counts>> {
      const rows = await journal.all<SqlRow & { jobId: string; outcome: TargetOutcome; count: number }>(
        `SELECT job_id AS jobId, outcome, count(*) AS count FROM job_targets
         WHERE is_left_out = 0 AND job_id IN (SELECT value FROM json_each(?)) GROUP BY job_id, outcome`,
        [JSON.stringify(jobIds)],
      );
      const counts = new Map(jobIds.map((id) => [id, noCounts()]));
      for (const { jobId, outcome, count } of rows) {
        const ofJob = counts.get(jobId);
        if (ofJob !== undefined) ofJob[outcome] = count;
      }
      return counts;
    },

    async results(query: ResultsQuery): Promise<{ total: number; rows: JobResult[] }> {
      const where = `job_id = ? AND is_left_out = 0 AND (? IS NULL OR outcome = ?)
        AND instr(search_text, ?) > 0`;
      const parameters: SqlValue[] = [query.jobId, query.outcome, query.outcome, searchQueryOf(query.query)];
      const [counted] = await journal.all<SqlRow & { total: number }>(
        `SELECT count(*) AS total FROM job_targets WHERE ${where}`,
        parameters,
      );
      const rows = await journal.all<ResultSqlRow>(
        `SELECT ${resultColumns} FROM job_targets WHERE ${where} ORDER BY position LIMIT ? OFFSET ?`,
        [...parameters, query.limit, query.offset],
      );
      return { total: counted?.total ?? 0, rows: rows.map(withChanges) };
    },

    /** All that was wished for, what was left out at the end. */
    async report(jobId: string): Promise<JobResult[]> {
      const rows = await journal.all<ResultSqlRow>(
        `SELECT ${resultColumns} FROM job_targets WHERE job_id = ? ORDER BY position`,
        [jobId],
      );
      return rows.map(withChanges);
    },

    /** The targets of a job with one of these outcomes. */
    async targetsWith(jobId: string, outcomes: readonly TargetOutcome[]): Promise<KeptTarget[]> {
      const rows = await journal.all<WithChanges<KeptTarget>>(
        `SELECT group_id AS groupId, target_id AS targetId, changes, joined_at AS since, outcome FROM job_targets
         WHERE job_id = ? AND is_left_out = 0 AND outcome IN (SELECT value FROM json_each(?)) ORDER BY position`,
        [jobId, JSON.stringify(outcomes)],
      );
      return rows.map(withChanges);
    },

    /**
     * Makes a waiting job the runner's own; false when somebody else was quicker or it has ended. One that counts as
     * running by this runner, which knows that it is not, broke off without a word.
     */
    async claim(jobId: string, runner: Runner, at: number): Promise<boolean> {
      const { changes } = await journal.run(
        `UPDATE jobs SET state = 'running', paused_by = NULL, wish = NULL, runner = ?, runner_pid = ?,
           heartbeat_at = ?
         WHERE id = ? AND (state IN ('paused', 'interrupted') OR (state = 'running' AND runner = ?))`,
        [runner.id, runner.pid, at, jobId, runner.id],
      );
      return changes === 1;
    },

    /** What the runner of a job, wherever it is, shall do before its next call. */
    async wish(jobId: string, wish: "pause" | "cancel"): Promise<void> {
      await journal.run("UPDATE jobs SET wish = ? WHERE id = ? AND state = 'running'", [wish, jobId]);
    },

    /** Marks what this runner leaves unfinished: the app goes on with it by itself at its next start. */
    async resumeLater(jobIds: readonly string[], runner: Runner): Promise<void> {
      await journal.run(
        `UPDATE jobs SET wish = 'resume' WHERE runner = ? AND state IN ('running', 'interrupted')
           AND id IN (SELECT value FROM json_each(?))`,
        [runner.id, JSON.stringify(jobIds)],
      );
    },

    /** What {@link resumeLater} marked, oldest first; {@link claim} takes the mark away. */
    async toResume(): Promise<string[]> {
      const rows = await journal.all<SqlRow & { id: string }>(
        "SELECT id FROM jobs WHERE state = 'interrupted' AND wish = 'resume' ORDER BY created_at, id",
      );
      return rows.map(({ id }) => id);
    },

    /**
     * Targets that were about to be sent by an attempt the journal no longer has, as it was damaged: nobody can read back
     * what became of them, and they are never sent again.
     */
    async giveUpLostAttempts(): Promise<void> {
      await journal.run(
        `UPDATE job_targets SET outcome = 'unknown', reason = ?
         WHERE outcome = 'waiting' AND attempt_id IS NOT NULL AND attempt_id NOT IN (SELECT id FROM job_attempts)`,
        [ownReasons.appEnded],
      );
    },

    running: () =>
      journal.all<SqlRow & { id: string; runner: string; pid: number; heartbeatAt: number }>(
        "SELECT id, runner, runner_pid AS pid, heartbeat_at AS heartbeatAt FROM jobs WHERE state = 'running'",
      ),

    /** Its runner is gone. */
    async interrupt(jobId: string, runnerId: string): Promise<void> {
      await journal.run(
        "UPDATE jobs SET state = 'interrupted' WHERE id = ? AND runner = ? AND state = 'running'",
        [jobId, runnerId],
      );
    },

    /**
     * Ends a run. What a cancelled job has not sent is cancelled. A job that was to be taken back and of which nothing
     * was can be taken back again.
     */
    async end(
      jobId: string,
      runnerId: string,
      ended: { state: JobState; pausedBy: ErrorCode | null; at: number },
    ): Promise<void> {
      const { state, pausedBy, at } = ended;
      const isFinal = state === "done" || state === "cancelled";
      const cancelling = {
        sql: `UPDATE job_targets SET outcome = 'cancelled' WHERE outcome = 'waiting' AND attempt_id IS NULL
          AND job_id IN (SELECT id FROM jobs WHERE id = ? AND runner = ?)`,
        parameters: [jobId, runnerId],
      };
      await journal.transaction([
        ...(state === "cancelled" ? [cancelling] : []),
        {
          sql: "UPDATE jobs SET state = ?, paused_by = ?, wish = NULL, finished_at = ? WHERE id = ? AND runner = ?",
          parameters: [state, pausedBy, isFinal ? at : null, jobId, runnerId],
        },
        {
          sql: `UPDATE jobs SET is_undone = 0
            WHERE id = (SELECT undo_of FROM jobs WHERE id = ? AND state IN ('done', 'cancelled'))
              AND NOT EXISTS (SELECT 1 FROM job_targets WHERE job_id = ? AND is_left_out = 0 AND outcome = 'done')`,
          parameters: [jobId, jobId],
        },
      ]);
    },

    /** What was sent in a group by jobs of an account and has no outcome yet, also by other processes. */
    async inHand(accountId: string, groupId: string): Promise<{ action: JobAction; targetId: string }[]> {
      const rows = await journal.all<SqlRow & { action: string; targetId: string }>(
        `SELECT j.action, t.target_id AS targetId
         FROM job_attempts a JOIN jobs j ON j.id = a.job_id AND j.account_id = ?
         JOIN job_targets t ON t.job_id = a.job_id AND t.attempt_id = a.id
         WHERE a.ended IS NULL AND a.group_id = ?`,
        [accountId, groupId],
      );
      return rows.map(({ targetId, ...row }) => ({ action: actionOf(row), targetId }));
    },
  };
}

function targetValues({ groupId, targetId, name, since, changes }: PlannedTarget): SqlValue[] {
  const then = since === null ? null : Math.trunc(since);
  const changed = changes === undefined ? null : JSON.stringify(changes);
  return [groupId, targetId, name, searchTextOf(name, targetId), then, changed];
}
