import type { Migration } from "../migrations/migration.ts";

/**
 * Jobs on many people. A target's `attempt_id` is written before its call goes out: "waiting" with an attempt means
 * that nobody knows yet what became of it. `runner` says who runs a job, so that two processes never do. Left-out
 * people are kept for the report only.
 */
export const jobs: Migration = {
  version: 2,
  sql: `
    CREATE TABLE jobs (
      id TEXT PRIMARY KEY,
      account_id TEXT NOT NULL,
      action TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'done', 'cancelled', 'interrupted')),
      paused_by TEXT,
      wish TEXT,
      created_at INTEGER NOT NULL,
      finished_at INTEGER,
      undo_of TEXT,
      is_undone INTEGER NOT NULL DEFAULT 0,
      runner TEXT NOT NULL,
      runner_pid INTEGER NOT NULL,
      heartbeat_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE job_targets (
      job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      group_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      name TEXT NOT NULL,
      search_text TEXT NOT NULL,
      joined_at INTEGER,
      outcome TEXT NOT NULL,
      reason TEXT,
      is_left_out INTEGER NOT NULL,
      attempt_id TEXT,
      tries INTEGER NOT NULL DEFAULT 0,
      is_recorded INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (job_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX job_targets_by_outcome ON job_targets (job_id, is_left_out, outcome, position);

    CREATE TABLE job_attempts (
      id TEXT PRIMARY KEY,
      job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
      group_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      ended TEXT,
      note TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX job_attempts_open ON job_attempts (job_id) WHERE ended IS NULL;

    CREATE TABLE protected_people (
      account_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      PRIMARY KEY (account_id, user_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
