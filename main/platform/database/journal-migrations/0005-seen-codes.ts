import type { Migration } from "../migrations/migration.ts";

/** Codes that were joined by, or tried: known again by a digest of their text, which may hold a ticket. */
export const seenCodes: Migration = {
  version: 5,
  sql: `
    CREATE TABLE seen_codes (
      digest TEXT NOT NULL,
      account_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      group_id TEXT,
      group_name TEXT,
      PRIMARY KEY (digest, account_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
