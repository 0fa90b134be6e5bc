import type { JobResult, JobState, TargetOutcome } from "../../../shared/domain/job.ts";
import { searchQueryOf, searchTextOf } from "../../../shared/domain/search-text.ts";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { Database, SqlRow, SqlValue } from "../../platform/database/database.ts";
import {
  type Counts,
  type JobRow,
  jobColumns,
  noCounts,
  type ResultRow,
  resultColumns,
  resultOf,
} from "./job-rows.ts";
import type { PendingPlan } from "./pending-plans.ts";

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
  return {
    /** The job with all its people, or nothing. It belongs to the runner from the start. */
    async insert(
      id: string,
      { plan, targets, undoOf }: PendingPlan,
      runner: Runner,
      at: number,
    ): Promise<void> {
      const waiting = targets.map((person) => [...personValues(person), "waiting", null, 0]);
      const leftOut = plan.leftOut.map((person) => [
        ...personValues({ ...person, joinedAt: null }),
        person.reason === "already_so" ? "already_so" : "refused",
        person.reason,
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
          sql: `INSERT INTO job_targets (job_id, position, group_id, user_id, name, search_text, joined_at, outcome,
              reason, is_left_out)
            SELECT ?, key, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
              value ->> 6, value ->> 7 FROM json_each(?)`,
          parameters: [id, JSON.stringify([...waiting, ...leftOut])],
        },
        { sql: "UPDATE jobs SET is_undone = 1 WHERE id = ?", parameters: [undoOf] },
      ]);
    },

    /** Newest first. */
    list: () =>
      journal.all<JobRow>(`SELECT ${jobColumns} FROM jobs ORDER BY created_at DESC, id LIMIT ${shownJobs}`),

    /** Throws `not_found`. */
    async get(jobId: string): Promise<JobRow> {
      const [row] = await journal.all<JobRow>(`SELECT ${jobColumns} FROM jobs WHERE id = ?`, [jobId]);
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
      const rows = await journal.all<ResultRow>(
        `SELECT ${resultColumns} FROM job_targets WHERE ${where} ORDER BY position LIMIT ? OFFSET ?`,
        [...parameters, query.limit, query.offset],
      );
      return { total: counted?.total ?? 0, rows: rows.map(resultOf) };
    },

    /** Everybody who was wished for, those left out at the end. */
    async report(jobId: string): Promise<JobResult[]> {
      const rows = await journal.all<ResultRow>(
        `SELECT ${resultColumns} FROM job_targets WHERE job_id = ? ORDER BY position`,
        [jobId],
      );
      return rows.map(resultOf);
    },

    /** The people of a job with one of these outcomes, by group. */
    async peopleWith(jobId: string, outcomes: readonly TargetOutcome[]) {
      const rows = await journal.all<SqlRow & { groupId: string; userId: string }>(
        `SELECT group_id AS groupId, user_id AS userId FROM job_targets
         WHERE job_id = ? AND is_left_out = 0 AND outcome IN (SELECT value FROM json_each(?)) ORDER BY position`,
        [jobId, JSON.stringify(outcomes)],
      );
      const byGroup = Map.groupBy(rows, ({ groupId }) => groupId);
      return [...byGroup].map(([groupId, people]) => ({
        groupId,
        userIds: people.map(({ userId }) => userId),
      }));
    },

    /** Makes a waiting job the runner's own; false when somebody else was quicker or it has ended. */
    async claim(jobId: string, runner: Runner, at: number): Promise<boolean> {
      const { changes } = await journal.run(
        `UPDATE jobs SET state = 'running', paused_by = NULL, wish = NULL, runner = ?, runner_pid = ?,
           heartbeat_at = ? WHERE id = ? AND state IN ('paused', 'interrupted')`,
        [runner.id, runner.pid, at, jobId],
      );
      return changes === 1;
    },

    /** What the runner of a job, wherever it is, shall do before its next call. */
    async wish(jobId: string, wish: "pause" | "cancel"): Promise<void> {
      await journal.run("UPDATE jobs SET wish = ? WHERE id = ? AND state = 'running'", [wish, jobId]);
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

    /** Ends a run. Of a cancelled job, who was not sent is cancelled and who may have been is unknown. */
    async end(
      jobId: string,
      runnerId: string,
      ended: { state: JobState; pausedBy: ErrorCode | null; at: number },
    ): Promise<void> {
      const { state, pausedBy, at } = ended;
      const isFinal = state === "done" || state === "cancelled";
      const mine = "job_id IN (SELECT id FROM jobs WHERE id = ? AND runner = ?)";
      const cancelling = [
        {
          sql: `UPDATE job_targets SET outcome = CASE WHEN attempt_id IS NULL THEN 'cancelled' ELSE 'unknown' END,
              reason = CASE WHEN attempt_id IS NULL THEN NULL ELSE 'cancelled before it was certain' END
            WHERE outcome = 'waiting' AND ${mine}`,
          parameters: [jobId, runnerId],
        },
        {
          sql: `UPDATE job_attempts SET ended = 'cancelled' WHERE ended IS NULL AND ${mine}`,
          parameters: [jobId, runnerId],
        },
      ];
      await journal.transaction([
        ...(state === "cancelled" ? cancelling : []),
        {
          sql: "UPDATE jobs SET state = ?, paused_by = ?, wish = NULL, finished_at = ? WHERE id = ? AND runner = ?",
          parameters: [state, pausedBy, isFinal ? at : null, jobId, runnerId],
        },
      ]);
    },

    async protectedIds(accountId: string): Promise<string[]> {
      const rows = await journal.all<SqlRow & { id: string }>(
        "SELECT user_id AS id FROM protected_people WHERE account_id = ? ORDER BY user_id",
        [accountId],
      );
      return rows.map(({ id }) => id);
    },

    async setProtected(accountId: string, userIds: readonly string[]): Promise<void> {
      await journal.transaction([
        { sql: "DELETE FROM protected_people WHERE account_id = ?", parameters: [accountId] },
        {
          sql: "INSERT OR IGNORE INTO protected_people SELECT ?, value FROM json_each(?)",
          parameters: [accountId, JSON.stringify(userIds)],
        },
      ]);
    },
  };
}

function personValues(person: {
  groupId: string;
  userId: string;
  name: string;
  joinedAt: number | null;
}): SqlValue[] {
  const { groupId, userId, name, joinedAt } = person;
  const joined = joinedAt === null ? null : Math.trunc(joinedAt);
  return [groupId, userId, name, searchTextOf(name, userId), joined];
}
