import type { Migration } from "./migration.ts";

/** Who waits for an answer; `entry_key` is group and person. */
export const inbox: Migration = {
  version: 4,
  sql: `
    CREATE TABLE inbox (
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('application', 'invitation')),
      entry_key TEXT NOT NULL,
      group_id TEXT NOT NULL,
      person_id TEXT NOT NULL,
      reason TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'declined', 'expired')),
      expires_at INTEGER,
      updated_at INTEGER,
      group_name TEXT,
      seen_at INTEGER NOT NULL,
      PRIMARY KEY (account_id, kind, entry_key)
    ) STRICT, WITHOUT ROWID;
  `,
};
