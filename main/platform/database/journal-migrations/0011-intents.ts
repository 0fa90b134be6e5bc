import type { Migration } from "../migrations/migration.ts";

/** Acts under way: written before anything is sent, replaced by what became of them. What stays here was cut off. */
export const intents: Migration = {
  version: 11,
  sql: `
    CREATE TABLE intents (
      id TEXT PRIMARY KEY,
      at INTEGER NOT NULL,
      runner TEXT NOT NULL,
      pid INTEGER NOT NULL,
      acts TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
