import type { Migration } from "./migration.ts";

/**
 * What a group was made as, and when somebody last opened it: what nobody looks at is not asked for in the background.
 * Groups whose members or files were read had been opened. `account_pauses`: until when a server asked for fewer calls.
 */
export const groupsLookedAt: Migration = {
  version: 12,
  sql: `
    ALTER TABLE groups ADD COLUMN type TEXT;
    ALTER TABLE groups ADD COLUMN looked_at INTEGER;
    UPDATE groups SET looked_at = coalesce(members_synced_at, files_synced_at);

    CREATE TABLE account_pauses (
      account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
      until INTEGER NOT NULL
    ) STRICT;
  `,
};
