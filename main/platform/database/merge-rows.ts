import type Sqlite from "better-sqlite3";
import type { MergeOutcome, MergePlan, SqlParameters, SqlValue } from "./database.ts";

type Row = readonly SqlValue[];

export interface MergeRows {
  /** Writes what differs, in one transaction; answers how many rows that were. */
  page(rows: readonly SqlParameters[]): number;
  finish(): MergeOutcome;
  /** Removes nothing; answers what the pages changed. */
  abandon(): MergeOutcome;
}

/** The worker's side of a merge: knows the rows as they were, writes only what differs. */
export function mergeRows(sqlite: Sqlite.Database, plan: MergePlan): MergeRows {
  const scopeValues = Object.values(plan.scope);
  const statements = prepare(sqlite, plan);
  const known = new Map<SqlValue, Row>();
  for (const row of statements.existing.iterate(scopeValues)) {
    const [key = null] = row as Row;
    known.set(key, row as Row);
  }
  const seen = new Set<SqlValue>();
  let inserted = 0;
  let updated = 0;
  const told = differencesUpTo(plan.reportsUpTo ?? 0);
  const outcome = (removed: number): MergeOutcome => ({
    ...{ inserted, updated, removed },
    ...(plan.reportsUpTo !== undefined && { differences: told.differences }),
  });

  const write = (row: SqlParameters): number => {
    const [key = null] = row;
    const before = seen.has(key) ? undefined : known.get(key);
    if (before !== undefined && isSame(before, row)) {
      seen.add(key);
      return 0;
    }
    if (before !== undefined) {
      updated += 1;
      told.updated(before, row);
    } else if (!seen.has(key)) {
      inserted += 1;
      told.inserted(row);
    }
    statements.upsert.run(scopeValues, row);
    seen.add(key);
    return 1;
  };
  return {
    page: sqlite.transaction((rows: readonly SqlParameters[]) => {
      let written = 0;
      for (const row of rows) written += write(row);
      return written;
    }),
    finish: sqlite.transaction(() => {
      let removed = 0;
      for (const [key, row] of known) {
        if (seen.has(key)) continue;
        removed += statements.remove.run(scopeValues, key).changes;
        told.removed(row);
      }
      return outcome(removed);
    }),
    abandon: () => outcome(0),
  };
}

/** Keeps the first so many differences; what was removed comes last and would be the first to fall out. */
function differencesUpTo(most: number) {
  const differences = {
    inserted: [] as Row[],
    updated: [] as { before: Row; after: Row }[],
    removed: [] as Row[],
  };
  let left = most;
  const isKept = () => {
    left -= 1;
    return left >= 0;
  };
  return {
    differences,
    inserted: (row: Row) => void (isKept() && differences.inserted.push(row)),
    updated: (before: Row, after: Row) => void (isKept() && differences.updated.push({ before, after })),
    removed: (row: Row) => void (isKept() && differences.removed.push(row)),
  };
}

/** Of a row as it is kept, which ends with the last column that is compared. */
function isSame(before: Row, row: Row): boolean {
  for (let index = 1; index < before.length; index += 1) {
    if (before[index] !== row[index]) return false;
  }
  return true;
}

function prepare(sqlite: Sqlite.Database, plan: MergePlan) {
  const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const table = quote(plan.table);
  const scope = Object.keys(plan.scope).map(quote);
  const told = [plan.keyColumn, ...plan.columns].map(quote);
  const begun = (plan.beginsWith ?? []).map(quote);
  const within = scope.map((column) => `${column} IS ?`).join(" AND ");
  const all = [...scope, ...told, ...begun];
  const target = [...scope, quote(plan.keyColumn)].join(", ");
  const changes = plan.columns.map((column) => `${quote(column)} = excluded.${quote(column)}`);
  const conflict = changes.length === 0 ? "DO NOTHING" : `DO UPDATE SET ${changes.join(", ")}`;
  return {
    existing: sqlite.prepare(`SELECT ${told.join(", ")} FROM ${table} WHERE ${within}`).raw(),
    upsert: sqlite.prepare(
      `INSERT INTO ${table} (${all.join(", ")}) VALUES (${all.map(() => "?").join(", ")})
       ON CONFLICT (${target}) ${conflict}`,
    ),
    remove: sqlite.prepare(`DELETE FROM ${table} WHERE ${within} AND ${quote(plan.keyColumn)} = ?`),
  };
}
