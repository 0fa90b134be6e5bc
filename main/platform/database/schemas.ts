import { journalMigrations } from "./journal-migrations/index.ts";
import { migrations } from "./migrations/index.ts";
import type { Migration } from "./migrations/migration.ts";

/** What a kind of database consists of and how much it is worth. */
export interface Schema {
  readonly migrations: readonly Migration[];
  /** FULL: what was answered as written is on the disk even when the power fails. */
  readonly synchronous: "NORMAL" | "FULL";
  /** Pages in the write-ahead log before they are moved into the file: what is only in the log is lost with it. */
  readonly checkpointPages: number;
  /** Tables that no server can tell us again, copied out of a file set aside. */
  readonly irreplaceable: readonly string[] | "everything";
}

export const cacheSchema: Schema = {
  migrations,
  synchronous: "NORMAL",
  // A long member list would otherwise wait for the disk every 4 MiB.
  checkpointPages: 4000,
  irreplaceable: ["accounts", "account_devices", "settings"],
};

export const journalSchema: Schema = {
  migrations: journalMigrations,
  synchronous: "FULL",
  checkpointPages: 1000,
  irreplaceable: "everything",
};
