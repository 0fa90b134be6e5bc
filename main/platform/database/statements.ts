import type Sqlite from "better-sqlite3";
import type { SqlParameters, SqlValue } from "./database.ts";
import type { RowsAnswer } from "./database-protocol.ts";

const keptStatements = 200;

/** Runs SQL with every statement prepared once; the least recently used ones are let go. */
export function createStatements(sqlite: Sqlite.Database) {
  const kept = new Map<string, Sqlite.Statement>();

  function statement(sql: string): Sqlite.Statement {
    const known = kept.get(sql) ?? sqlite.prepare(sql);
    kept.delete(sql);
    kept.set(sql, known);
    if (kept.size > keptStatements) {
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    }
    return known;
  }

  return {
    all(sql: string, parameters: SqlParameters): RowsAnswer {
      const prepared = statement(sql).raw(true);
      const rows = prepared.all(parameters) as SqlValue[][];
      return { columns: prepared.columns().map((column) => column.name), rows };
    },
    numbers(sql: string, parameters: SqlParameters): Float64Array<ArrayBuffer> {
      return Float64Array.from(statement(sql).raw(false).pluck(true).all(parameters) as number[]);
    },
    run(sql: string, parameters: SqlParameters): number {
      return statement(sql).run(parameters).changes;
    },
  };
}
