import type { Database, SqlParameters } from "../../platform/database/database.ts";

export interface Condition {
  /** SQL of what must hold; "" for every row. */
  readonly sql: string;
  readonly parameters: SqlParameters;
}

/** The ids of the rows that match a filter. */
export interface MatchingIds {
  readonly count: number;
  readonly newest: (offset: number, limit: number) => number[];
}

/** All matching rows up to an id: in order, or, where it is every id from the first on, that first one. */
interface Found {
  readonly upTo: number;
  readonly ids: Float64Array | { readonly from: number };
}

/** Each may hold 8 bytes for every row of the journal. */
const keptFilters = 6;

/**
 * Finds the matching rows once for each filter and afterwards only looks at what was added since: rows are never
 * changed or removed. So any window of a million rows costs the reading of its own rows.
 */
export function createMatchingIds(journal: Database): (condition: Condition) => Promise<MatchingIds> {
  const kept = new Map<string, Promise<Found>>();

  async function number(sql: string, parameters: SqlParameters = []): Promise<number> {
    return (await journal.numbers(sql, parameters))[0] ?? 0;
  }

  const newestId = () => number("SELECT max(id) FROM activities");

  async function first({ sql, parameters }: Condition): Promise<Found> {
    const upTo = await newestId();
    if (sql === "") {
      const from = await number("SELECT coalesce(min(id), 1) FROM activities");
      const count = await number("SELECT count(*) FROM activities");
      if (count === upTo - from + 1) return { upTo, ids: { from } };
    }
    const also = sql === "" ? "" : `AND ${sql}`;
    // The sign keeps the index that holds all a filter asks for in favour of the rows themselves.
    const ids = await journal.numbers(`SELECT id FROM activities WHERE +id <= ? ${also}`, [
      upTo,
      ...parameters,
    ]);
    return { upTo, ids: ids.sort() };
  }

  async function extended(found: Found, { sql, parameters }: Condition): Promise<Found> {
    const upTo = await newestId();
    if (upTo === found.upTo) return found;
    const also = sql === "" ? "" : `AND ${sql}`;
    const added = await journal.numbers(
      `SELECT id FROM activities NOT INDEXED WHERE id > ? AND id <= ? ${also} ORDER BY id`,
      [found.upTo, upTo, ...parameters],
    );
    if (!(found.ids instanceof Float64Array)) {
      return added.length === upTo - found.upTo ? { ...found, upTo } : first({ sql, parameters });
    }
    const all = new Float64Array(found.ids.length + added.length);
    all.set(found.ids);
    all.set(added, found.ids.length);
    return { upTo, ids: all };
  }

  return async (condition) => {
    const key = JSON.stringify(condition);
    const known = kept.get(key);
    // Who asks while another still looks waits for that and adds to it.
    const finding =
      known === undefined ? first(condition) : known.then((found) => extended(found, condition));
    kept.delete(key);
    kept.set(key, finding);
    const [oldest] = kept.keys();
    if (kept.size > keptFilters && oldest !== undefined) kept.delete(oldest);
    try {
      return over(await finding);
    } catch (cause) {
      if (kept.get(key) === finding) kept.delete(key);
      throw cause;
    }
  };
}

function over({ ids, upTo }: Found): MatchingIds {
  if (ids instanceof Float64Array) {
    const end = (offset: number) => Math.max(0, ids.length - offset);
    return {
      count: ids.length,
      newest: (offset, limit) => [...ids.subarray(end(offset + limit), end(offset))].reverse(),
    };
  }
  const count = upTo - ids.from + 1;
  return {
    count,
    newest: (offset, limit) =>
      Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, at) => upTo - offset - at),
  };
}
