import type { Migration } from "./migration.ts";

/**
 * How a name sounds, for the search: null until the index has seen it, "" where there is nothing to say aloud.
 * Written in the background (see features/search/search-index.ts). A new name makes the old sound worthless.
 */
export const search: Migration = {
  version: 6,
  sql: `
    ALTER TABLE groups ADD COLUMN pinyin TEXT;
    ALTER TABLE members ADD COLUMN pinyin TEXT;
    ALTER TABLE files ADD COLUMN pinyin TEXT;

    CREATE TRIGGER groups_sound_anew AFTER UPDATE OF name ON groups WHEN old.name <> new.name BEGIN
      UPDATE groups SET pinyin = NULL WHERE key = new.key;
    END;

    CREATE TRIGGER members_sound_anew AFTER UPDATE OF name ON members WHEN old.name <> new.name BEGIN
      UPDATE members SET pinyin = NULL WHERE key = new.key;
    END;

    CREATE TRIGGER files_sound_anew AFTER UPDATE OF name ON files WHEN old.name <> new.name BEGIN
      UPDATE files SET pinyin = NULL
      WHERE account_id = new.account_id AND group_id = new.group_id AND file_id = new.file_id;
    END;
  `,
};
