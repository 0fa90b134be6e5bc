import Sqlite from "better-sqlite3";

/**
 * Copies what can still be read of the irreplaceable tables from a file set aside into the fresh one. Best effort:
 * the old file is only read, and a row or table that makes trouble is left behind.
 */
export function rescueRows(
  keptAs: string,
  fresh: Sqlite.Database,
  irreplaceable: readonly string[] | "everything",
): void {
  let old: Sqlite.Database;
  try {
    old = new Sqlite(keptAs, { readonly: true, fileMustExist: true });
  } catch {
    return;
  }
  for (const table of irreplaceable === "everything" ? tablesOf(fresh) : irreplaceable)
    copyTable(old, fresh, table);
  old.close();
}

/** In the order they were made, so that rows come after those they refer to. */
function tablesOf(sqlite: Sqlite.Database): string[] {
  return sqlite
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
    )
    .pluck()
    .all() as string[];
}

function copyTable(old: Sqlite.Database, fresh: Sqlite.Database, table: string): void {
  try {
    const known = new Set(columnsOf(fresh, table));
    const columns = columnsOf(old, table).filter((column) => known.has(column));
    if (columns.length === 0) return;
    const names = columns.map((column) => `"${column}"`).join(", ");
    const insert = fresh.prepare(
      `INSERT OR IGNORE INTO ${table} (${names}) VALUES (${columns.map(() => "?").join(", ")})`,
    );
    for (const row of old.prepare(`SELECT ${names} FROM ${table}`).raw().iterate()) copyRow(insert, row);
  } catch {
    // The rest of this table cannot be read; what came before is ours.
  }
}

function copyRow(insert: Sqlite.Statement, row: unknown): void {
  try {
    insert.run(row);
  } catch {
    // A value that today's table refuses: as good as lost.
  }
}

function columnsOf(sqlite: Sqlite.Database, table: string): string[] {
  return sqlite.prepare("SELECT name FROM pragma_table_info(?)").pluck().all(table) as string[];
}
