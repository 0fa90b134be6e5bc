import { z } from "zod";
import { Transfer } from "../../../shared/domain/transfer.ts";
import type { Database, SqlRow, SqlValue } from "../../platform/database/database.ts";
import type { TransferRecord } from "./transfer-record.ts";

export type TransfersRepository = ReturnType<typeof createTransfersRepository>;

const columns = {
  id: "id",
  accountId: "account_id",
  groupId: "group_id",
  direction: "direction",
  name: "name",
  size: "size",
  doneBytes: "done_bytes",
  state: "state",
  error: "error",
  fileId: "file_id",
  savedPath: "saved_path",
  createdAt: "created_at",
  sourcePath: "source_path",
  arrivedUrl: "arrived_url",
  arrivedSize: "arrived_size",
  mayBeRegistered: "may_be_registered",
  folder: "folder",
  partPath: "part_path",
  validator: "validator",
  runnerPid: "runner_pid",
} as const satisfies Record<keyof TransferRecord, string>;

const fields = Object.keys(columns) as (keyof TransferRecord)[];

const StoredRecord = Transfer.extend({
  sourcePath: z.string().nullable(),
  arrivedUrl: z.string().nullable(),
  arrivedSize: z.number().nullable(),
  mayBeRegistered: z.boolean(),
  folder: z.string().nullable(),
  partPath: z.string().nullable(),
  validator: z.string().nullable(),
  runnerPid: z.number().nullable(),
}) satisfies z.ZodType<TransferRecord>;

/** The transfers as they outlive the app; progress in between is not written. */
export function createTransfersRepository(database: Database) {
  const put = `INSERT OR REPLACE INTO transfers (${Object.values(columns).join(", ")})
    VALUES (${fields.map(() => "?").join(", ")})`;
  return {
    /** In the order they were created. */
    async all(): Promise<TransferRecord[]> {
      return (await database.all("SELECT * FROM transfers ORDER BY created_at, id")).map(toRecord);
    },
    async put(record: TransferRecord): Promise<void> {
      await database.run(put, toRow(record));
    },
    async remove(ids: readonly string[]): Promise<void> {
      await database.transaction(
        ids.map((id) => ({ sql: "DELETE FROM transfers WHERE id = ?", parameters: [id] })),
      );
    },
  };
}

function toRow(record: TransferRecord): SqlValue[] {
  return fields.map((field) => {
    const value = record[field];
    if (typeof value === "boolean") return value ? 1 : 0;
    return value !== null && typeof value === "object" ? JSON.stringify(value) : value;
  });
}

function toRecord(row: SqlRow): TransferRecord {
  const raw = Object.fromEntries(fields.map((field) => [field, row[columns[field]]]));
  return StoredRecord.parse({
    ...raw,
    mayBeRegistered: row.may_be_registered === 1,
    error: typeof row.error === "string" ? JSON.parse(row.error) : null,
  });
}
