import { journalState } from "./journal-migrations/0012-journal-state.ts";
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
  /** From which version on each row has a checksum, and a mark beside the file tells when it is not the file it was. */
  readonly checkedFrom: number | null;
}

export const cacheSchema: Schema = {
  migrations,
  synchronous: "NORMAL",
  // A long member list would otherwise wait for the disk every 4 MiB.
  checkpointPages: 4000,
  irreplaceable: ["accounts", "account_devices", "settings"],
  checkedFrom: null,
};

export const journalSchema: Schema = {
  migrations: journalMigrations,
  synchronous: "FULL",
  checkpointPages: 1000,
  irreplaceable: "everything",
  checkedFrom: journalState.version,
};
