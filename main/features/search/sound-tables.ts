import type { Database, SqlRow, SqlValue } from "../../platform/database/database.ts";

/** A row whose name has not been heard yet; `place` is where the next batch goes on. */
export interface UnheardRow {
  readonly place: readonly SqlValue[];
  readonly name: string;
  readonly accountId: string;
  readonly groupId: string;
}

export interface SoundTable {
  readonly what: "groups" | "members" | "files" | "announcements";
  readonly start: readonly SqlValue[];
  unheard(after: readonly SqlValue[], limit: number): Promise<readonly UnheardRow[]>;
  /** Skips rows that were renamed or removed meanwhile. */
  write(rows: readonly UnheardRow[], sounds: readonly string[]): Promise<void>;
}

interface Shape {
  readonly what: SoundTable["what"];
  readonly keys: readonly string[];
  readonly start: readonly SqlValue[];
  /** Table `t` and what it takes to know account and group. */
  readonly from: string;
  readonly account: string;
  readonly group: string;
  /** What is heard, of the row under that name. */
  readonly name: (row: string) => string;
}

const ownName = (row: string) => `${row}.name`;

const shapes: readonly Shape[] = [
  {
    what: "groups",
    keys: ["key"],
    start: [0],
    from: "groups t",
    account: "t.account_id",
    group: "t.group_id",
    name: ownName,
  },
  {
    what: "files",
    keys: ["account_id", "group_id", "file_id"],
    start: ["", "", ""],
    from: "files t",
    account: "t.account_id",
    group: "t.group_id",
    name: ownName,
  },
  {
    what: "announcements",
    keys: ["account_id", "group_id", "id"],
    start: ["", "", ""],
    from: "announcements t",
    account: "t.account_id",
    group: "t.group_id",
    // What stands far down in a long one is found by its words only.
    name: (row) => `substr(${row}.title || char(10) || ${row}.content, 1, 1000)`,
  },
  {
    what: "members",
    keys: ["key"],
    start: [0],
    from: "members t CROSS JOIN groups g ON g.key = t.group_key",
    account: "g.account_id",
    group: "g.group_id",
    // Every name of a person, and the id, which makes no sound.
    name: (row) => `${row}.search_text`,
  },
];

/** The tables that have a `pinyin` column, the short ones first. */
export function soundTables(database: Database): readonly SoundTable[] {
  return shapes.map((shape) => soundTable(database, shape));
}

interface Row extends SqlRow {
  readonly name: string;
  readonly accountId: string;
  readonly groupId: string;
}

function soundTable(
  database: Database,
  { what, keys, start, from, account, group, name }: Shape,
): SoundTable {
  const key = keys.map((column) => `t.${column}`).join(", ");
  const marks = keys.map(() => "?").join(", ");
  const aliased = keys.map((column, at) => `t.${column} AS key${at}`).join(", ");
  const same = keys.map((column, at) => `${what}.${column} = value ->> ${at}`).join(" AND ");
  return {
    what,
    start,
    async unheard(after, limit) {
      const rows = await database.all<Row>(
        `SELECT ${aliased}, ${name("t")} AS name, ${account} AS accountId, ${group} AS groupId FROM ${from}
         WHERE (${key}) > (${marks}) AND t.pinyin IS NULL ORDER BY ${key} LIMIT ?`,
        [...after, limit],
      );
      return rows.map((row) => ({
        place: keys.map((_, at) => row[`key${at}`] ?? null),
        name: row.name,
        accountId: row.accountId,
        groupId: row.groupId,
      }));
    },
    async write(rows, sounds) {
      const heard = rows.map(({ place, name }, at) => [...place, name, sounds[at] ?? ""]);
      await database.run(
        `UPDATE ${what} SET pinyin = value ->> ${keys.length + 1} FROM json_each(?)
         WHERE ${same} AND ${name(what)} = value ->> ${keys.length}`,
        [JSON.stringify(heard)],
      );
    },
  };
}
