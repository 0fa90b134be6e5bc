import { searchQueryOf, soundQueryOf } from "../../../shared/domain/search-text.ts";
import type { SearchHit } from "../../../shared/ipc/search-calls.ts";
import type { Database, SqlValue } from "../../platform/database/database.ts";
import { nameOrder } from "../../platform/database/name-order.ts";
import { snippetOf } from "./snippet.ts";

const mostOfAKind = 50;

interface HitRow {
  readonly [column: string]: SqlValue;
  readonly accountId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly id: string;
  readonly name: string;
}

interface Searched {
  readonly kind: SearchHit["kind"];
  readonly table: string;
  readonly text: string;
  readonly key: string;
  /** What a hit tells, from `best` joined to its row. */
  readonly told: string;
}

// The best are found by key alone: names are read of fifty rows, not of all that match.
const searched: readonly Searched[] = [
  {
    kind: "group",
    table: "groups",
    text: "search_text",
    key: "key",
    told: `SELECT g.account_id AS accountId, g.group_id AS groupId, g.name AS groupName, g.group_id AS id, g.name, g.avatar
           FROM best JOIN groups g USING (key) ORDER BY best.rank, best.at, g.search_text`,
  },
  {
    kind: "member",
    table: "members",
    text: "search_text",
    key: "key",
    told: `SELECT g.account_id AS accountId, g.group_id AS groupId, g.name AS groupName, m.member_id AS id, m.name
           FROM best JOIN members m USING (key) JOIN groups g ON g.key = m.group_key
           ORDER BY best.rank, best.at, ${nameOrder("m")}`,
  },
  {
    kind: "file",
    table: "files",
    text: "search_name",
    key: "account_id, group_id, file_id",
    told: `SELECT g.account_id AS accountId, g.group_id AS groupId, g.name AS groupName, f.file_id AS id, f.name
           FROM best JOIN files f USING (account_id, group_id, file_id) JOIN groups g USING (account_id, group_id)
           ORDER BY best.rank, best.at, f.search_name`,
  },
  {
    kind: "announcement",
    table: "announcements",
    text: "search_text",
    key: "account_id, group_id, id",
    // Where in a text it stands says little; how new it is says more.
    told: `SELECT g.account_id AS accountId, g.group_id AS groupId, g.name AS groupName, a.id, a.title AS name, a.content
           FROM best JOIN announcements a USING (account_id, group_id, id) JOIN groups g USING (account_id, group_id)
           ORDER BY best.rank, a.created_at DESC`,
  },
];

/** Best first: begins with it, has it in it, by initials, by pinyin. Groups, members, files, then announcements. */
export async function foundEverywhere(database: Database, typed: string): Promise<SearchHit[]> {
  if (searchQueryOf(typed) === "") return [];
  const kinds = await Promise.all(searched.map((one) => hitsOf(database, one, typed)));
  return kinds.flat();
}

async function hitsOf(database: Database, one: Searched, typed: string): Promise<SearchHit[]> {
  const { kind, table, text, key, told } = one;
  // File names are kept in their plain form (NFKC), names of people as they are.
  const query = searchQueryOf(kind === "file" ? typed.normalize("NFKC") : typed);
  const sound = soundQueryOf(typed);
  const rows = await database.all<HitRow>(
    sound === null
      ? `WITH best AS MATERIALIZED (
           SELECT ${key}, at > 1 AS rank, at FROM (SELECT ${key}, instr(${text}, ?) AS at FROM ${table})
           WHERE at > 0 ORDER BY rank, at LIMIT ${mostOfAKind}
         ) ${told}`
      : `WITH best AS MATERIALIZED (
           SELECT ${key}, at,
             CASE WHEN at = 1 THEN 0 WHEN at > 0 THEN 1 WHEN heard < instr(pinyin, char(9)) THEN 2 ELSE 3 END AS rank
           FROM (SELECT ${key}, pinyin, instr(${text}, ?) AS at, instr(pinyin, ?) AS heard FROM ${table})
           WHERE at > 0 OR heard > 0 ORDER BY rank, at LIMIT ${mostOfAKind}
         ) ${told}`,
    sound === null ? [query] : [query, sound],
  );
  return rows.map(({ content, ...row }) =>
    typeof content === "string" ? { ...row, kind, snippet: snippetOf(content, query) } : { ...row, kind },
  );
}
