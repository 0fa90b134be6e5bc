import type { Migration } from "../migrations/migration.ts";

/** What an act changed, so that it can be set back: JSON of `{ field, before, after }`. */
export const changes: Migration = {
  version: 3,
  sql: `ALTER TABLE activities ADD COLUMN change TEXT;`,
};
