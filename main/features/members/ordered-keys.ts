import type { Database } from "../../platform/database/database.ts";
import { nameOrder } from "../../platform/database/name-order.ts";
import { textMatch } from "../../platform/database/text-match.ts";

/** Which list of a group is meant, and how fresh it must be. Each number grows with what it is about. */
export interface ListState {
  readonly groupKey: number;
  /** Of who is in the list, and as what. */
  readonly revision: number;
  /** Of the names. */
  readonly names: number;
  /** Of all that a search finds: names, and how they sound. */
  readonly texts: number;
}

export interface KeysQuery extends ListState {
  /** The order that the reader has before them: kept for them though names have changed since. Absent: today's. */
  readonly order?: number | undefined;
  /** In lower case; "" for everybody. */
  readonly query: string;
}

export interface OrderedKeys {
  /** The names by which it was sorted. */
  readonly order: number;
  readonly keys: Float64Array;
}

/** The keys of a group's members in their order. */
export interface KeysReader {
  (query: KeysQuery): Promise<OrderedKeys>;
  /** Those of `found` that are members, in the order of the list. */
  sorted(state: Omit<KeysQuery, "query">, found: Float64Array): Promise<OrderedKeys>;
}

const keptLists = 16;

/**
 * Lists of keys are kept as long as the list's revision stays: a window at any offset is then one lookup by key. A
 * search filters the sorted list of everybody instead of sorting what it found. Names that arrive change rows where they
 * stand: the order a reader has is kept until it is asked for anew.
 */
export function createOrderedKeys(database: Database): KeysReader {
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

  async function everybody({ groupKey, revision, names, order = names }: Omit<KeysQuery, "query">) {
    const nameOf = (sortedBy: number) => `${groupKey} ${revision} ${sortedBy}`;
    // An earlier order that is no longer known cannot be made again.
    const sortedBy = kept.has(nameOf(order)) ? order : names;
    const keys = await keep(nameOf(sortedBy), () =>
      database.numbers(
        `SELECT key FROM members WHERE group_key = ? AND role >= 0 ORDER BY role, ${nameOrder("members")}`,
        [groupKey],
      ),
    );
    return { order: sortedBy, keys };
  }

  async function matching(all: OrderedKeys, { groupKey, query }: KeysQuery): Promise<Float64Array> {
    const match = textMatch(query);
    const found = await database.numbers(`SELECT key FROM members WHERE group_key = ? AND ${match.sql}`, [
      groupKey,
      ...match.parameters,
    ]);
    return onlyFound(all.keys, found);
  }

  async function find(query: KeysQuery): Promise<OrderedKeys> {
    const all = await everybody(query);
    if (query.query === "") return all;
    const { groupKey, revision, texts } = query;
    const name = `${groupKey} ${revision} ${all.order} ${texts} ${query.query}`;
    return { order: all.order, keys: await keep(name, () => matching(all, query)) };
  }

  return Object.assign(find, {
    async sorted(state: Omit<KeysQuery, "query">, found: Float64Array) {
      const { order, keys } = await everybody(state);
      return { order, keys: onlyFound(keys, found) };
    },
  });
}

/** Those of `all` that are among `found`, in their order: a plain loop, six times as fast as filter(). */
function onlyFound(all: Float64Array, found: Float64Array): Float64Array {
  if (found.length === 0) return found;
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
