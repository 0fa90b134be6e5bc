import type { Migration } from "../migrations/migration.ts";

/** Jobs act on people, groups, files and applications; what a setting was before is kept with its target, as JSON. */
export const anyTarget: Migration = {
  version: 4,
  sql: `
    ALTER TABLE job_targets RENAME COLUMN user_id TO target_id;
    ALTER TABLE job_targets ADD COLUMN changes TEXT;
  `,
};
