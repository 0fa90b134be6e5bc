import type { Migration } from "../migrations/migration.ts";

/** Targets that are not done, but in part: a group of whose settings some were set. */
export const partlyDone: Migration = {
  version: 9,
  sql: `
    ALTER TABLE job_targets ADD COLUMN is_partly INTEGER NOT NULL DEFAULT 0;

    CREATE INDEX job_targets_partly ON job_targets (job_id) WHERE is_partly = 1;
  `,
};
