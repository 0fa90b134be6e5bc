import type { Database } from "../../platform/database/database.ts";
import { nameOrder } from "../../platform/database/name-order.ts";
import { textMatch } from "../../platform/database/text-match.ts";

export interface KeysQuery {
  readonly groupKey: number;
  readonly revision: number;
  /** In lower case; "" for everybody. */
  readonly query: string;
}

const keptLists = 16;

/**
 * The keys of a group's members in their order, kept per search as long as the list's revision stays: a window at
 * any offset is then one lookup by key. Sorting 100,000 rows costs more than finding them, so a search filters the
 * sorted list of everybody instead of sorting what it found.
 */
export function createOrderedKeys(database: Database): (query: KeysQuery) => Promise<Float64Array> {
  const kept = new Map<string, Promise<Float64Array>>();

  function keep(name: string, find: () => Promise<Float64Array>): Promise<Float64Array> {
    const list = kept.get(name) ?? find();
    kept.delete(name);
    kept.set(name, list);
    // A failed search is tried again, not remembered.
    list.catch(() => kept.delete(name));
    for (const oldest of kept.keys()) {
      if (kept.size <= keptLists) break;
      kept.delete(oldest);
    }
    return list;
  }

  function everybody(groupKey: number, revision: number): Promise<Float64Array> {
    return keep(`${groupKey} ${revision} `, () =>
      database.numbers(`SELECT key FROM members WHERE group_key = ? ORDER BY role, ${nameOrder("members")}`, [
        groupKey,
      ]),
    );
  }

  async function matching({ groupKey, revision, query }: KeysQuery): Promise<Float64Array> {
    const match = textMatch(query);
    const [all, found] = await Promise.all([
      everybody(groupKey, revision),
      database.numbers(`SELECT key FROM members WHERE group_key = ? AND ${match.sql}`, [
        groupKey,
        ...match.parameters,
      ]),
    ]);
    if (found.length === 0) return found;
    return onlyFound(all, found);
  }

  return (query) => {
    if (query.query === "") return everybody(query.groupKey, query.revision);
    return keep(`${query.groupKey} ${query.revision} ${query.query}`, () => matching(query));
  };
}

/** Those of `all` that are among `found`, in their order: a plain loop, six times as fast as filter(). */
function onlyFound(all: Float64Array, found: Float64Array): Float64Array {
  const isFound = membership(found);
  const kept = new Float64Array(found.length);
  let count = 0;
  for (const key of all) {
    if (isFound(key)) kept[count++] = key;
  }
  return kept.subarray(0, count);
}

/** Says whether a key is among these. Keys of one group lie close together, so that a byte for each is little. */
function membership(keys: Float64Array): (key: number) => boolean {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const key of keys) {
    if (key < least) least = key;
    if (key > greatest) greatest = key;
  }
  if (greatest - least > 10_000_000) {
    const set = new Set(keys);
    return (key) => set.has(key);
  }
  const marks = new Uint8Array(greatest - least + 1);
  for (const key of keys) marks[key - least] = 1;
  return (key) => marks[key - least] === 1;
}
