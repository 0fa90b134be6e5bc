import type { Migration } from "./migration.ts";

/** Which process runs a transfer: the command line may, while an app opens beside it. */
export const transferRunners: Migration = {
  version: 8,
  sql: "ALTER TABLE transfers ADD COLUMN runner_pid INTEGER",
};
