import type { Migration } from "./migration.ts";

/**
 * Who named an account's address (null: the person), all the addresses that were named, as a JSON list, and how often
 * the one in use failed in a row; and which way of signing in the server accepted.
 */
export const foundServers: Migration = {
  version: 9,
  sql: `
    ALTER TABLE accounts ADD COLUMN directory TEXT;
    ALTER TABLE accounts ADD COLUMN api_urls TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE accounts ADD COLUMN api_failures INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE accounts ADD COLUMN sign_in_way TEXT;
  `,
};
