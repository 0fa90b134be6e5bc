import type { Migration } from "./migration.ts";

/** Accounts (never their secrets), the settings, and what the person must be told once. */
export const accounts: Migration = {
  version: 1,
  sql: `
    CREATE TABLE accounts (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('lanying', 'gewe')),
      name TEXT NOT NULL,
      api_url TEXT NOT NULL,
      app_id TEXT NOT NULL,
      user_name TEXT,
      self_id TEXT,
      is_demo INTEGER NOT NULL,
      allows_insecure_http INTEGER NOT NULL,
      can_renew INTEGER NOT NULL,
      secret_place TEXT NOT NULL CHECK (secret_place IN ('os', 'memory')),
      synced_at INTEGER,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE settings (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE notices (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      detail TEXT,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
