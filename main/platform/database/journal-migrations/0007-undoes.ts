import type { Migration } from "../migrations/migration.ts";

/** The act that an act took back. */
export const undoes: Migration = {
  version: 7,
  sql: `ALTER TABLE activities ADD COLUMN undoes INTEGER;`,
};
