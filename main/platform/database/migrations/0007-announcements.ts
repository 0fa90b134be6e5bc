import type { Migration } from "./migration.ts";

/** Announcements as last read, and when; moderation lists likewise: for searching, and for reading without a network. */
export const announcements: Migration = {
  version: 7,
  sql: `
    CREATE TABLE announcements (
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      group_id TEXT NOT NULL,
      id TEXT NOT NULL,
      title TEXT NOT NULL,
      content TEXT NOT NULL,
      author_id TEXT,
      created_at INTEGER,
      search_text TEXT NOT NULL,
      pinyin TEXT,
      PRIMARY KEY (account_id, group_id, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER announcements_sound_anew AFTER UPDATE OF search_text ON announcements
    WHEN old.search_text <> new.search_text BEGIN
      UPDATE announcements SET pinyin = NULL
      WHERE account_id = new.account_id AND group_id = new.group_id AND id = new.id;
    END;

    CREATE TABLE announcement_reads (
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      group_id TEXT NOT NULL,
      read_at INTEGER NOT NULL,
      PRIMARY KEY (account_id, group_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE kept_lists (
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      group_id TEXT NOT NULL,
      list TEXT NOT NULL CHECK (list IN ('muted', 'blocked')),
      read_at INTEGER NOT NULL,
      rows TEXT NOT NULL,
      PRIMARY KEY (account_id, group_id, list)
    ) STRICT, WITHOUT ROWID;
  `,
};
