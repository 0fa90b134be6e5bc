import type { Member } from "../../../shared/domain/member.ts";
import { roleOf } from "../../../shared/domain/role-rank.ts";
import { searchQueryOf } from "../../../shared/domain/search-text.ts";
import type { CallOutput } from "../../../shared/ipc/contract.ts";
import type { SearchHit, SmartList } from "../../../shared/ipc/search-calls.ts";
import type { Database, SqlRow } from "../../platform/database/database.ts";
import { textMatch } from "../../platform/database/text-match.ts";
import { foundEverywhere } from "./found-everywhere.ts";
import { smartListCondition } from "./smart-lists.ts";

export type Relation = "in_both" | "only_first";

export interface SmartListQuery {
  readonly list: SmartList;
  readonly query: string;
  readonly accountId: string;
  readonly groupKey: number;
  readonly now: number;
}

export type SearchRepository = ReturnType<typeof createSearchRepository>;

interface MemberRow extends SqlRow {
  readonly id: string;
  readonly name: string;
  readonly role: number;
  readonly joinedAt: number | null;
  readonly mutedUntil: number | null;
}

const memberColumns = `m.member_id AS id, m.name, m.role, m.joined_at AS joinedAt, m.muted_until AS mutedUntil`;

/** Questions over the whole cache: SQL in, domain values out. Long lists are unsorted lists of keys; rows are read by key. */
export function createSearchRepository(database: Database) {
  return {
    everything: (typed: string): Promise<SearchHit[]> => foundEverywhere(database, typed),

    /** WeChat has neither shared files nor announcements here. */
    async unread(): Promise<CallOutput<"search.unread">> {
      const [members = 0, files = 0, announcements = 0] = await database.numbers(
        `WITH unread AS (
           SELECT g.members_synced_at IS NULL AS members,
             a.kind = 'lanying' AND g.files_synced_at IS NULL AS files,
             a.kind = 'lanying' AND r.read_at IS NULL AS announcements
           FROM groups g JOIN accounts a ON a.id = g.account_id
           LEFT JOIN announcement_reads r USING (account_id, group_id))
         SELECT total(members) FROM unread UNION ALL
         SELECT total(files) FROM unread UNION ALL
         SELECT total(announcements) FROM unread`,
      );
      return { members, files, announcements };
    },

    smartListKeys({ list, query, accountId, groupKey, now }: SmartListQuery): Promise<Float64Array> {
      const condition = smartListCondition(list, { accountId, groupKey, now });
      const match = textMatch(searchQueryOf(query), "m.search_text", "m.pinyin");
      return database.numbers(
        `SELECT m.key FROM members m WHERE m.group_key = ? AND ${condition.sql} AND ${match.sql}`,
        [groupKey, ...condition.parameters, ...match.parameters],
      );
    },

    comparedKeys(firstKey: number, secondKey: number, relation: Relation): Promise<Float64Array> {
      const not = relation === "only_first" ? "NOT" : "";
      return database.numbers(
        `SELECT m.key FROM members m WHERE m.group_key = ? AND ${not} EXISTS (
           SELECT 1 FROM members o WHERE o.group_key = ? AND o.member_id = m.member_id)`,
        [firstKey, secondKey],
      );
    },

    /** In the order of the keys; who left meanwhile is left out. */
    async members(keys: Float64Array): Promise<Member[]> {
      const rows = await database.all<MemberRow>(
        `SELECT ${memberColumns} FROM json_each(?) AS wanted
         JOIN members m ON m.key = wanted.value ORDER BY wanted.key`,
        [JSON.stringify([...keys])],
      );
      return rows.map(({ role, ...row }) => ({ ...row, role: roleOf(role) }));
    },

    /** One row for each group we know the person in: those they own or administrate first, then by name. */
    async card(accountId: string, memberId: string): Promise<CallOutput<"members.card">> {
      const rows = await database.all<MemberRow & { card: string; groupId: string; groupName: string }>(
        `SELECT ${memberColumns}, m.card, g.group_id AS groupId, g.name AS groupName
         FROM groups g JOIN members m ON m.group_key = g.key AND m.member_id = ?
         WHERE g.account_id = ? ORDER BY m.role, g.search_text`,
        [memberId, accountId],
      );
      const all = await database.all<{ id: string; isUnread: number }>(
        `SELECT group_id AS id, members_synced_at IS NULL AS isUnread
         FROM groups WHERE account_id = ? ORDER BY search_text`,
        [accountId],
      );
      return {
        groups: rows.map(({ role, ...row }) => ({ ...row, role: roleOf(role) })),
        groupCount: all.length,
        unreadIds: all.filter(({ isUnread }) => isUnread).map(({ id }) => id),
      };
    },
  };
}
