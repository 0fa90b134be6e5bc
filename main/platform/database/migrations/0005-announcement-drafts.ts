import type { Migration } from "./migration.ts";

/** Announcements being written. They stay when their group leaves the cache: it may only be missing from one answer. */
export const announcementDrafts: Migration = {
  version: 5,
  sql: `
    CREATE TABLE announcement_drafts (
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      group_id TEXT NOT NULL,
      title TEXT NOT NULL,
      content TEXT NOT NULL,
      PRIMARY KEY (account_id, group_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
