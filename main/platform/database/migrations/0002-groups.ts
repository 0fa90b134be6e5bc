import type { Migration } from "./migration.ts";

/**
 * Groups and members. `role` is a rank: 0 owner, 1 admin, 2 member. `search_text` is name and id in lower case.
 * A group's `key` is never used twice (AUTOINCREMENT), so that lists kept in memory by key cannot mix two groups.
 */
export const groups: Migration = {
  version: 2,
  sql: `
    CREATE TABLE groups (
      key INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      group_id TEXT NOT NULL,
      name TEXT NOT NULL,
      search_text TEXT NOT NULL,
      description TEXT,
      avatar TEXT,
      member_count INTEGER,
      capacity INTEGER,
      role INTEGER NOT NULL,
      owner_id TEXT,
      join_rule TEXT,
      muted_until INTEGER,
      created_at INTEGER,
      members_synced_at INTEGER,
      files_synced_at INTEGER,
      role_checked_at INTEGER,
      UNIQUE (account_id, group_id)
    ) STRICT;

    CREATE TABLE members (
      key INTEGER PRIMARY KEY,
      group_key INTEGER NOT NULL REFERENCES groups (key) ON DELETE CASCADE,
      member_id TEXT NOT NULL,
      name TEXT NOT NULL,
      search_text TEXT NOT NULL,
      role INTEGER NOT NULL,
      joined_at INTEGER,
      muted_until INTEGER,
      UNIQUE (group_key, member_id)
    ) STRICT;
  `,
};
