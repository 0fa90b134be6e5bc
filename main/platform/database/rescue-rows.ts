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
    fresh.transaction(() => {
      if (hasRowid(old, table)) copyAround(old, insert, { table, names });
      else copyFromBothEnds(old, insert, { table, names });
    })();
  } catch {
    // Nothing of this table can be read any more.
  }
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
function copyAround(old: Sqlite.Database, insert: Sqlite.Statement, { table, names }: Source): void {
  const range = `SELECT rowid, ${names} FROM ${table} NOT INDEXED WHERE rowid > ? AND rowid < ? ORDER BY rowid`;
  const [upwards, downwards] = [old.prepare(range).raw(), old.prepare(`${range} DESC`).raw()];

  /** Copies until the end, or until a row cannot be read; answers the last one that was, null for all of them. */
  function copy(rows: Sqlite.Statement, after: number, before: number, start: number): number | null {
    let last = start;
    try {
      for (const row of rows.iterate(after, before)) {
        const [rowid, ...values] = row as unknown[];
        copyRow(insert, values);
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
function copyFromBothEnds(old: Sqlite.Database, insert: Sqlite.Statement, { table, names }: Source): void {
  const key = old
    .prepare("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk")
    .pluck()
    .all(table) as string[];
  for (const direction of ["ASC", "DESC"]) {
    const order = key.map((column) => `"${column}" ${direction}`).join(", ");
    try {
      const rows = old.prepare(`SELECT ${names} FROM ${table} ORDER BY ${order}`).raw();
      for (const row of rows.iterate()) copyRow(insert, row);
      return;
    } catch {
      // What came before is ours.
    }
  }
}

function hasRowid(old: Sqlite.Database, table: string): boolean {
  return old.prepare("SELECT wr FROM pragma_table_list(?)").pluck().get(table) === 0;
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
