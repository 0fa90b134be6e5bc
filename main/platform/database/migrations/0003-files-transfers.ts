import type { Migration } from "./migration.ts";

/**
 * Shared files of groups, and the transfers. Both hold addresses of file bytes, which may be signed: they never
 * leave main. A file list may be kept of a group that is not in `groups` (a preview, the command line), hence the
 * trigger in place of a foreign key. `search_name` is the name in lower case.
 */
export const filesAndTransfers: Migration = {
  version: 3,
  sql: `
    CREATE TABLE files (
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      group_id TEXT NOT NULL,
      file_id TEXT NOT NULL,
      name TEXT NOT NULL,
      search_name TEXT NOT NULL,
      size INTEGER NOT NULL,
      type TEXT NOT NULL,
      uploader_id TEXT,
      created_at INTEGER,
      url TEXT NOT NULL,
      PRIMARY KEY (account_id, group_id, file_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER files_leave_with_their_group AFTER DELETE ON groups BEGIN
      DELETE FROM files WHERE account_id = old.account_id AND group_id = old.group_id;
    END;

    CREATE TABLE transfers (
      id TEXT PRIMARY KEY,
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      group_id TEXT NOT NULL,
      direction TEXT NOT NULL CHECK (direction IN ('upload', 'download')),
      name TEXT NOT NULL,
      size INTEGER NOT NULL,
      done_bytes INTEGER NOT NULL,
      state TEXT NOT NULL,
      error TEXT,
      file_id TEXT,
      saved_path TEXT,
      created_at INTEGER NOT NULL,
      source_path TEXT,
      arrived_url TEXT,
      arrived_size INTEGER,
      may_be_registered INTEGER NOT NULL,
      folder TEXT,
      part_path TEXT,
      validator TEXT
    ) STRICT, WITHOUT ROWID;
  `,
};
