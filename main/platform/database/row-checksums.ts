import { crc32 } from "node:zlib";
import type Sqlite from "better-sqlite3";
import type { SqlValue } from "./database.ts";

/**
 * SQLite notices damage to its own structure, but not to what a row holds. So each row of the journal carries a
 * checksum of its values, kept by triggers: whatever code writes a row, a later table included, is covered.
 */
export const checksumColumn = "checksum";

/** Of a row's values, by the order of their columns' names. */
export function rowChecksum(values: readonly unknown[]): number {
  return crc32(JSON.stringify(values));
}

/** Rows that were set aside, kept as they were found; what they hold is not vouched for. */
export const setAsideTable = "damaged_rows";
/** This table's own row says which journal this is. */
export const stateTable = "journal_state";

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

export interface Table {
  readonly name: string;
  /** All but the checksum, by name. */
  readonly columns: readonly string[];
  readonly hasChecksum: boolean;
  /** What tells a row from every other. */
  readonly key: readonly string[];
}

/** In the order they were made, so that rows come after those they refer to. */
export function tableNamesOf(sqlite: Sqlite.Database): string[] {
  return sqlite
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
    )
    .pluck()
    .all() as string[];
}

export function tableOf(sqlite: Sqlite.Database, name: string): Table {
  const all = sqlite.prepare("SELECT name, pk FROM pragma_table_info(?) ORDER BY name").all(name) as {
    name: string;
    pk: number;
  }[];
  const hasRowid = sqlite.prepare("SELECT wr FROM pragma_table_list(?)").pluck().get(name) === 0;
  return {
    name,
    columns: all.map((column) => column.name).filter((column) => column !== checksumColumn),
    hasChecksum: all.some((column) => column.name === checksumColumn),
    key: hasRowid ? ["rowid"] : all.filter(({ pk }) => pk > 0).map((column) => column.name),
  };
}

function checkedTables(sqlite: Sqlite.Database): Table[] {
  return tableNamesOf(sqlite)
    .filter((name) => name !== setAsideTable)
    .map((name) => tableOf(sqlite, name));
}

/** Whether this file is far enough to keep checksums. */
export function keepsChecksums(sqlite: Sqlite.Database, checkedFrom: number | null): boolean {
  return checkedFrom !== null && Number(sqlite.pragma("user_version", { simple: true })) >= checkedFrom;
}

const triggersOf = (name: string) =>
  [`${name}_checksum_on_insert`, `${name}_checksum_on_update`].map(quote) as [string, string];

/** Before a migration, which may change what the triggers name. */
export function dropChecksumTriggers(sqlite: Sqlite.Database): void {
  for (const name of tableNamesOf(sqlite)) {
    for (const trigger of triggersOf(name)) sqlite.exec(`DROP TRIGGER IF EXISTS ${trigger}`);
  }
}

/**
 * After a migration, in its transaction: gives every table its column, every row its checksum and both their triggers.
 * What is damaged must have been set aside before: from here on it would be vouched for.
 */
export function addChecksums(sqlite: Sqlite.Database): void {
  for (const table of checkedTables(sqlite)) {
    const name = quote(table.name);
    const values = (of = "") => table.columns.map((column) => `${of}${quote(column)}`).join(", ");
    const isRow = table.key.map((column) => `${quote(column)} = NEW.${quote(column)}`).join(" AND ");
    const [onInsert, onUpdate] = triggersOf(table.name);
    if (!table.hasChecksum) sqlite.exec(`ALTER TABLE ${name} ADD COLUMN ${checksumColumn} INTEGER`);
    sqlite.exec(`
      UPDATE ${name} SET ${checksumColumn} = row_checksum(${values()});
      CREATE TRIGGER ${onInsert} AFTER INSERT ON ${name} BEGIN
        UPDATE ${name} SET ${checksumColumn} = row_checksum(${values()}) WHERE ${isRow};
      END;
      -- A row that was damaged stays so, whatever is written over it.
      CREATE TRIGGER ${onUpdate} AFTER UPDATE OF ${values()} ON ${name} BEGIN
        UPDATE ${name} SET ${checksumColumn} =
          CASE WHEN OLD.${checksumColumn} = row_checksum(${values("OLD.")}) THEN row_checksum(${values()}) END
        WHERE ${isRow};
      END;`);
  }
  sqlite.prepare(`UPDATE ${stateTable} SET schema_checksum = ?`).run(schemaChecksum(sqlite));
}

/** Of the words that make tables, indexes and triggers. */
function schemaChecksum(sqlite: Sqlite.Database): number {
  return rowChecksum(
    sqlite.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid").raw().all(),
  );
}

/** Whether tables, indexes and triggers are as the last migration made them, and the journal's own row is whole. */
export function isSchemaWhole(sqlite: Sqlite.Database): boolean {
  if (damagedIn(sqlite, tableOf(sqlite, stateTable)).length > 0) return false;
  return sqlite.prepare(`SELECT schema_checksum FROM ${stateTable}`).pluck().get() === schemaChecksum(sqlite);
}

/** The rows that are looked at when the file is opened: all of a few tens of thousands, of more the newest. */
const looked = 50_000;

function damagedIn(sqlite: Sqlite.Database, { name, columns, key }: Table): SqlValue[][] {
  const values = columns.map(quote).join(", ");
  const isBad = `${checksumColumn} IS NOT row_checksum(${values})`;
  const recent =
    key[0] === "rowid" ? `rowid > (SELECT coalesce(max(rowid), 0) FROM ${quote(name)}) - ${looked} AND` : "";
  return sqlite
    .prepare(`SELECT ${key.map(quote).join(", ")} FROM ${quote(name)} NOT INDEXED WHERE ${recent} ${isBad}`)
    .raw()
    .all() as SqlValue[][];
}

/** Rows that refer to one which was set aside, as targets do to their job. */
function orphansIn(sqlite: Sqlite.Database, { name, key }: Table): SqlValue[][] {
  const parents = sqlite
    .prepare('SELECT "table" AS parent, "from" AS child, "to" AS id FROM pragma_foreign_key_list(?)')
    .all(name) as { parent: string; child: string; id: string }[];
  return parents.flatMap(
    ({ parent, child, id }) =>
      sqlite
        .prepare(
          `SELECT ${key.map(quote).join(", ")} FROM ${quote(name)}
           WHERE ${quote(child)} NOT IN (SELECT ${quote(id)} FROM ${quote(parent)})`,
        )
        .raw()
        .all() as SqlValue[][],
  );
}

/**
 * Takes rows whose values are not those that were written out of their tables, and with them what refers to them. They
 * are kept beside, as they were found. Answers how many.
 */
export function setDamagedRowsAside(sqlite: Sqlite.Database, now: number): number {
  const isWhole = sqlite.transaction(() =>
    checkedTables(sqlite).every((table) => damagedIn(sqlite, table).length === 0),
  );
  if (isWhole()) return 0;
  let count = 0;
  const setAside = (table: Table, keys: readonly SqlValue[][]) => {
    const isRow = table.key.map((column) => `${quote(column)} IS ?`).join(" AND ");
    const found = sqlite.prepare(`SELECT * FROM ${quote(table.name)} WHERE ${isRow}`);
    const remove = sqlite.prepare(`DELETE FROM ${quote(table.name)} WHERE ${isRow}`);
    for (const key of keys) {
      keepDamagedRow(sqlite, { table: table.name, row: found.get(key), now });
      remove.run(key);
    }
    count += keys.length;
  };
  // What refers to a damaged row is kept, too, which a cascade would not do.
  sqlite.pragma("foreign_keys = OFF");
  try {
    sqlite
      .transaction(() => {
        for (const table of checkedTables(sqlite)) {
          setAside(table, damagedIn(sqlite, table));
          setAside(table, orphansIn(sqlite, table));
        }
      })
      .immediate();
  } finally {
    sqlite.pragma("foreign_keys = ON");
  }
  return count;
}

export function keepDamagedRow(
  sqlite: Sqlite.Database,
  { table, row, now }: { table: string; row: unknown; now: number },
): void {
  sqlite
    .prepare(`INSERT INTO ${setAsideTable} (found_at, table_name, content) VALUES (?, ?, ?)`)
    .run(now, table, JSON.stringify(row));
}
