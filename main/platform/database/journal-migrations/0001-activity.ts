import type { Migration } from "../migrations/migration.ts";

/**
 * What was done and seen. Rows are only ever added: their ids are their order. It names accounts of the cache without
 * referring to them: the journal outlives both. The two indexes hold all that filters ask for, so that a filter reads
 * them alone and never the rows.
 */
export const activity: Migration = {
  version: 1,
  sql: `
    CREATE TABLE activities (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      account_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      group_id TEXT,
      group_name TEXT,
      target_id TEXT,
      target_name TEXT,
      outcome TEXT NOT NULL,
      detail TEXT,
      job_id TEXT,
      search_text TEXT NOT NULL
    ) STRICT;

    CREATE INDEX activities_by_account ON activities (account_id, kind, group_id);
    CREATE INDEX activities_by_group ON activities (group_id, at, kind, account_id);
  `,
};
