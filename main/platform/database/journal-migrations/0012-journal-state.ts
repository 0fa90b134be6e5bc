import type { Migration } from "../migrations/migration.ts";

/**
 * Which journal this is and how often it was written, to know it again beside its mark; from here on each row of every
 * table has a checksum (`row-checksums.ts`), and what fails it is kept apart.
 */
export const journalState: Migration = {
  version: 12,
  sql: `
    CREATE TABLE journal_state (
      only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
      id TEXT NOT NULL,
      writes INTEGER NOT NULL,
      schema_checksum INTEGER NOT NULL
    ) STRICT;

    INSERT INTO journal_state VALUES (1, lower(hex(randomblob(16))), 0, 0);

    CREATE TABLE damaged_rows (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      found_at INTEGER NOT NULL,
      table_name TEXT NOT NULL,
      content TEXT NOT NULL
    ) STRICT;
  `,
};
