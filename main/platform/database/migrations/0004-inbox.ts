import type { Migration } from "./migration.ts";

/**
 * Who waits for an answer (`entry_key` is group and person), and what was attempted through a WeChat gateway: kept so
 * that its pace survives a restart. An attempt is written before it is sent. `v3` is what a later friend is known by.
 */
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

    CREATE TABLE wechat_attempts (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('friend', 'join')),
      group_id TEXT,
      person_id TEXT,
      at INTEGER NOT NULL,
      gap_ms INTEGER NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('unknown', 'sent', 'refused', 'accepted')),
      v3 TEXT,
      message TEXT
    ) STRICT;

    CREATE INDEX wechat_attempts_by_account ON wechat_attempts (account_id, kind, at);

    CREATE TABLE wechat_stops (
      account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
      at INTEGER NOT NULL,
      message TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
