import type { Migration } from "../migrations/migration.ts";

/** What the person at the screen calls others: written by hand, so it must outlive the cache, which mirrors it. */
export const personNotes: Migration = {
  version: 10,
  sql: `
    CREATE TABLE person_notes (
      account_id TEXT NOT NULL,
      person_id TEXT NOT NULL,
      note TEXT NOT NULL,
      PRIMARY KEY (account_id, person_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
