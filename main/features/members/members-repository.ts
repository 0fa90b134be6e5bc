import type { Member } from "../../../shared/domain/member.ts";
import { rankOf, roleOf } from "../../../shared/domain/role-rank.ts";
import { searchQueryOf, searchTextOf } from "../../../shared/domain/search-text.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Database, SnapshotMerge, SqlRow } from "../../platform/database/database.ts";
import { createOrderedKeys } from "./ordered-keys.ts";

interface MemberRow extends SqlRow {
  readonly id: string;
  readonly name: string;
  readonly role: number;
  readonly joinedAt: number | null;
  readonly mutedUntil: number | null;
}

export interface MembersWindow {
  readonly groupKey: number;
  /** The list's state that the answer must not be older than; order and matches are kept as long as it stays. */
  readonly revision: number;
  readonly query: string;
  readonly offset: number;
  readonly limit: number;
}

export interface MembersRepository {
  /** The owner, then admins, then by name, those without one last; searched in name, id and the sound of the name. */
  window(query: MembersWindow): Promise<{ total: number; rows: Member[] }>;
  /** Throws `not_found`. */
  get(groupKey: number, memberId: string): Promise<Member>;
  /** What these people are called in any group of the account; who has no card in any is not in it. */
  names(accountId: string, memberIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  rename(groupKey: number, memberId: string, name: string): Promise<void>;
  /** The new owner has the place, the one before is a plain member. */
  handOver(groupKey: number, ownerId: string): Promise<void>;
  /** Rows are [member_id, name, search_text, role rank, joined_at, muted_until]. */
  beginMerge(groupKey: number, reportsUpTo?: number): Promise<SnapshotMerge>;
}

const memberColumns = `members.member_id AS id, members.name, members.role, members.joined_at AS joinedAt,
  members.muted_until AS mutedUntil`;

export function createMembersRepository(database: Database): MembersRepository {
  const orderedKeys = createOrderedKeys(database);

  return {
    async window({ groupKey, revision, query, offset, limit }) {
      const keys = await orderedKeys({ groupKey, revision, query: searchQueryOf(query) });
      const wanted = keys.subarray(offset, offset + limit);
      const rows = await database.all<MemberRow>(
        `SELECT ${memberColumns} FROM json_each(?) AS wanted
         JOIN members ON members.key = wanted.value ORDER BY wanted.key`,
        [JSON.stringify([...wanted])],
      );
      return { total: keys.length, rows: rows.map(memberOf) };
    },
    async get(groupKey, memberId) {
      const [row] = await database.all<MemberRow>(
        `SELECT ${memberColumns} FROM members WHERE group_key = ? AND member_id = ?`,
        [groupKey, memberId],
      );
      if (row === undefined) throw new AppError("not_found", "there is no such member in the cache");
      return memberOf(row);
    },
    async names(accountId, memberIds) {
      const rows = await database.all<{ id: string; name: string }>(
        `SELECT members.member_id AS id, max(members.name) AS name
         FROM groups JOIN members ON members.group_key = groups.key
         WHERE groups.account_id = ? AND members.name <> ''
           AND members.member_id IN (SELECT value FROM json_each(?))
         GROUP BY members.member_id`,
        [accountId, JSON.stringify(memberIds)],
      );
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
    async handOver(groupKey, ownerId) {
      await database.transaction([
        {
          sql: "UPDATE members SET role = ? WHERE group_key = ? AND role = ?",
          parameters: [rankOf("member"), groupKey, rankOf("owner")],
        },
        {
          sql: "UPDATE members SET role = ? WHERE group_key = ? AND member_id = ?",
          parameters: [rankOf("owner"), groupKey, ownerId],
        },
      ]);
    },
    async rename(groupKey, memberId, name) {
      await database.run(
        "UPDATE members SET name = ?, search_text = ? WHERE group_key = ? AND member_id = ?",
        [name, searchTextOf(name, memberId), groupKey, memberId],
      );
    },
    beginMerge: (groupKey, reportsUpTo) =>
      database.beginMerge({
        ...(reportsUpTo !== undefined && { reportsUpTo }),
        table: "members",
        scope: { group_key: groupKey },
        keyColumn: "member_id",
        columns: ["name", "search_text", "role", "joined_at", "muted_until"],
      }),
  };
}

function memberOf({ role, ...row }: MemberRow): Member {
  return { ...row, role: roleOf(role) };
}
