import type { Migration } from "../migrations/migration.ts";

/**
 * What was sent through WeChat gateways and where they asked for a pause. Kept by the WeChat person behind the account,
 * and in the journal: neither removing and adding the account nor throwing the cache away gives a new allowance. An
 * attempt is written before it is sent. `v3` is what a later friend is known by.
 */
export const wechatPace: Migration = {
  version: 6,
  sql: `
    CREATE TABLE wechat_attempts (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      self_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('friend', 'join')),
      group_id TEXT,
      person_id TEXT,
      at INTEGER NOT NULL,
      gap_ms INTEGER NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('unknown', 'sent', 'refused', 'accepted')),
      v3 TEXT,
      message TEXT
    ) STRICT;

    CREATE INDEX wechat_attempts_by_person ON wechat_attempts (self_id, kind, at);

    CREATE TABLE wechat_stops (
      self_id TEXT PRIMARY KEY,
      at INTEGER NOT NULL,
      message TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
