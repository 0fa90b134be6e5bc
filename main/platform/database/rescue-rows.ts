import { copyFileSync, existsSync, rmSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { isEmptied } from "./journal-mark.ts";
import {
  checksumColumn,
  isSchemaWhole,
  keepDamagedRow,
  keepsChecksums,
  rowChecksum,
  stateTable,
  tableNamesOf,
  tableOf,
} from "./row-checksums.ts";
import type { Schema } from "./schemas.ts";
import { addSqlFunctions } from "./sql-functions.ts";

/**
 * Copies what can still be read of the irreplaceable tables from a file set aside into the fresh one. Best effort:
 * the old file is only read, and a row or table that makes trouble is left behind. Answers how many rows could be read
 * and did not hold what was written: they are kept apart.
 */
export function rescueRows(
  keptAs: string,
  fresh: Sqlite.Database,
  { irreplaceable, checkedFrom }: Pick<Schema, "irreplaceable" | "checkedFrom">,
): number {
  const copy = checkedFrom === null ? null : readableCopy(keptAs, fresh, checkedFrom);
  let old: Sqlite.Database;
  try {
    old = new Sqlite(copy ?? keptAs, { readonly: true, fileMustExist: true });
  } catch {
    return 0;
  }
  let damaged = 0;
  try {
    const tables = irreplaceable === "everything" ? tableNamesOf(fresh) : irreplaceable;
    for (const table of tables) {
      // Which journal this is, it says itself.
      if (table !== stateTable) damaged += copyTable(old, fresh, { name: table, checkedFrom });
    }
  } finally {
    old.close();
    if (copy !== null) removeCopy(copy);
  }
  return damaged;
}

/**
 * Where the words that make the tables are damaged, SQLite reads none of them, and of a file that was emptied it would
 * not even look at the log: a copy in which both are mended, as far as the fresh file tells how. Null where the file
 * can be read as it is.
 */
function readableCopy(keptAs: string, fresh: Sqlite.Database, checkedFrom: number): string | null {
  const isCut = isEmptied(keptAs);
  if (!isCut && isSchemaReadable(keptAs, checkedFrom)) return null;
  const copy = `${keptAs}-readable`;
  try {
    for (const part of ["", "-wal"]) if (existsSync(keptAs + part)) copyFileSync(keptAs + part, copy + part);
    if (isCut) {
      // Made by the same steps, its tables begin at the same pages: the log's pages find their places.
      fresh.pragma("wal_checkpoint(TRUNCATE)");
      copyFileSync(fresh.name, copy);
    }
    mendSchema(copy, fresh);
    return copy;
  } catch {
    removeCopy(copy);
    return null;
  }
}

function removeCopy(copy: string): void {
  for (const part of ["", "-wal", "-shm"]) rmSync(copy + part, { force: true });
}

const schemaRows =
  "SELECT rowid AS row, type, name, tbl_name AS tableName, sql FROM sqlite_schema ORDER BY rowid";

function isSchemaReadable(file: string, checkedFrom: number): boolean {
  try {
    const sqlite = new Sqlite(file, { readonly: true });
    try {
      addSqlFunctions(sqlite);
      return !keepsChecksums(sqlite, checkedFrom) || isSchemaWhole(sqlite);
    } finally {
      sqlite.close();
    }
  } catch {
    return false;
  }
}

/** Tables made by the same steps have the same words in the same places. */
function mendSchema(file: string, fresh: Sqlite.Database): void {
  const sqlite = new Sqlite(file);
  try {
    sqlite.unsafeMode(true);
    sqlite.pragma("writable_schema = ON");
    const right = fresh.prepare(schemaRows).raw().all() as unknown[][];
    const found = new Map(
      (sqlite.prepare(schemaRows).raw().all() as unknown[][]).map((row) => [row[0], row]),
    );
    if (found.size !== right.length) return;
    const mend = sqlite.prepare(
      "UPDATE sqlite_schema SET type = ?, name = ?, tbl_name = ?, sql = ? WHERE rowid = ?",
    );
    for (const [row, ...words] of right) {
      if (JSON.stringify(found.get(row)) !== JSON.stringify([row, ...words])) mend.run(...words, row);
    }
  } finally {
    sqlite.close();
  }
}

/** Where a row goes: into its table, or apart where it is not what was written. */
type CopyRow = (row: readonly unknown[]) => void;

function copyTable(
  old: Sqlite.Database,
  fresh: Sqlite.Database,
  { name, checkedFrom }: { name: string; checkedFrom: number | null },
): number {
  let damaged = 0;
  try {
    const { columns, hasChecksum } = tableOf(old, name);
    const known = new Set(tableOf(fresh, name).columns);
    const wanted = columns.flatMap((column, at) => (known.has(column) ? [{ column, at }] : []));
    if (wanted.length === 0) return 0;
    const insert = fresh.prepare(
      `INSERT OR IGNORE INTO ${name} (${wanted.map(({ column }) => `"${column}"`).join(", ")})
       VALUES (${wanted.map(() => "?").join(", ")})`,
    );
    const keepApart = (values: readonly unknown[]) => {
      if (!keepsChecksums(fresh, checkedFrom)) return;
      const row = Object.fromEntries(columns.map((column, at) => [column, values[at]]));
      keepDamagedRow(fresh, { table: name, row, now: Date.now() });
      damaged += 1;
    };
    const copyRow: CopyRow = (row) => {
      const values = row.slice(0, columns.length);
      if (hasChecksum && row.at(-1) !== rowChecksum(values)) return keepApart(values);
      try {
        insert.run(wanted.map(({ at }) => values[at]));
      } catch {
        // A value that today's table refuses, or what it belongs to is gone.
        keepApart(values);
      }
    };
    const names = [...columns, ...(hasChecksum ? [checksumColumn] : [])].map((column) => `"${column}"`);
    const source = { table: name, names: names.join(", ") };
    fresh.transaction(() => {
      if (tableOf(old, name).key[0] === "rowid") copyAround(old, copyRow, source);
      else copyFromBothEnds(old, copyRow, source);
    })();
  } catch {
    // Nothing of this table can be read any more.
  }
  return damaged;
}

interface Source {
  readonly table: string;
  readonly names: string;
}

/** Runs of rows that cannot be read are halved this often at most: a lost page holds a few hundred. */
const mostHalvings = 20_000;

/**
 * Reads from both ends up to the damage, then halves what lies between until only rows that cannot be read are left:
 * a page that is lost costs the rows it held. Only the table itself is read, no index, which may be what is damaged.
 */
function copyAround(old: Sqlite.Database, copyRow: CopyRow, { table, names }: Source): void {
  const range = `SELECT rowid, ${names} FROM ${table} NOT INDEXED WHERE rowid > ? AND rowid < ? ORDER BY rowid`;
  const [upwards, downwards] = [old.prepare(range).raw(), old.prepare(`${range} DESC`).raw()];

  /** Copies until the end, or until a row cannot be read; answers the last one that was, null for all of them. */
  function copy(rows: Sqlite.Statement, after: number, before: number, start: number): number | null {
    let last = start;
    try {
      for (const row of rows.iterate(after, before)) {
        const [rowid, ...values] = row as unknown[];
        copyRow(values);
        last = Number(rowid);
      }
      return null;
    } catch {
      return last;
    }
  }

  let halvings = 0;
  const open: [number, number][] = [[Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]];
  for (;;) {
    const next = open.pop();
    if (next === undefined) return;
    const [after, before] = next;
    const low = copy(upwards, after, before, after);
    if (low === null) continue;
    const high = copy(downwards, low, before, before);
    if (high === null || high - low <= 2 || halvings >= mostHalvings) continue;
    halvings += 1;
    const middle = Math.floor(low + (high - low) / 2);
    // The row in the middle belongs to the lower half.
    open.push([middle, high], [low, middle + 1]);
  }
}

/** Without row numbers there is no halving: from either end up to the damage. */
function copyFromBothEnds(old: Sqlite.Database, copyRow: CopyRow, { table, names }: Source): void {
  const key = old
    .prepare("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk")
    .pluck()
    .all(table) as string[];
  for (const direction of ["ASC", "DESC"]) {
    const order = key.map((column) => `"${column}" ${direction}`).join(", ");
    try {
      const rows = old.prepare(`SELECT ${names} FROM ${table} ORDER BY ${order}`).raw();
      for (const row of rows.iterate() as Iterable<unknown[]>) copyRow(row);
      return;
    } catch {
      // What came before is ours.
    }
  }
}
