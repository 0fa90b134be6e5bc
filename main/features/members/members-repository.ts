import type { Member, MemberDetails } from "../../../shared/domain/member.ts";
import { rankOf, roleOf } from "../../../shared/domain/role-rank.ts";
import { searchQueryOf } from "../../../shared/domain/search-text.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Database, SnapshotMerge, SqlRow } from "../../platform/database/database.ts";
import { createOrderedKeys, type KeysQuery, type OrderedKeys } from "./ordered-keys.ts";

interface MemberRow extends SqlRow {
  readonly id: string;
  readonly name: string;
  readonly role: number;
  readonly joinedAt: number | null;
  readonly mutedUntil: number | null;
}

export interface MembersWindow extends KeysQuery {
  readonly offset: number;
  readonly limit: number;
}

export interface MembersRepository {
  /** The owner, then admins, then by name, those without one last; searched in names, id and the sound of the names. */
  window(query: MembersWindow): Promise<{ order: number; total: number; rows: Member[] }>;
  /** Keys of members found otherwise, in the order of that list. */
  sorted(state: Omit<KeysQuery, "query">, found: Float64Array): Promise<OrderedKeys>;
  /** Throws `not_found`. */
  get(groupKey: number, memberId: string): Promise<MemberDetails>;
  adminIds(groupKey: number): Promise<readonly string[]>;
  setCard(groupKey: number, memberId: string, card: string): Promise<void>;
  /** The new owner has the place, the one before is a plain member. */
  handOver(groupKey: number, ownerId: string): Promise<void>;
  /**
   * Rows are [member_id, card, role rank, joined_at, muted_until, name, search_text]: a new one is named by its card.
   * Where mutes are not told, those that are known stay.
   */
  beginMerge(groupKey: number, areMutesTold: boolean, reportsUpTo?: number): Promise<SnapshotMerge>;
}

const memberColumns = `members.member_id AS id, members.name, members.role, members.joined_at AS joinedAt,
  members.muted_until AS mutedUntil`;

export function createMembersRepository(database: Database): MembersRepository {
  const orderedKeys = createOrderedKeys(database);

  return {
    async window({ query, offset, limit, ...state }) {
      const { order, keys } = await orderedKeys({ ...state, query: searchQueryOf(query) });
      const wanted = keys.subarray(offset, offset + limit);
      const rows = await database.all<MemberRow>(
        `SELECT ${memberColumns} FROM json_each(?) AS wanted
         JOIN members ON members.key = wanted.value ORDER BY wanted.key`,
        [JSON.stringify([...wanted])],
      );
      return { order, total: keys.length, rows: rows.map(memberOf) };
    },
    sorted: orderedKeys.sorted,
    async get(groupKey, memberId) {
      const [row] = await database.all<MemberRow & { card: string }>(
        `SELECT ${memberColumns}, members.card FROM members WHERE group_key = ? AND member_id = ?`,
        [groupKey, memberId],
      );
      if (row === undefined) throw new AppError("not_found", "there is no such member in the cache");
      const { card, ...member } = row;
      return { ...memberOf(member), card };
    },
    async adminIds(groupKey) {
      const rows = await database.all<{ id: string }>(
        "SELECT member_id AS id FROM members WHERE group_key = ? AND role = ?",
        [groupKey, rankOf("admin")],
      );
      return rows.map(({ id }) => id);
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
    async setCard(groupKey, memberId, card) {
      await database.run("UPDATE members SET card = ? WHERE group_key = ? AND member_id = ?", [
        card,
        groupKey,
        memberId,
      ]);
    },
    beginMerge: (groupKey, areMutesTold, reportsUpTo) =>
      database.beginMerge({
        ...(reportsUpTo !== undefined && { reportsUpTo }),
        table: "members",
        scope: { group_key: groupKey },
        keyColumn: "member_id",
        columns: ["card", "role", "joined_at", ...(areMutesTold ? ["muted_until"] : [])],
        beginsWith: [...(areMutesTold ? [] : ["muted_until"]), "name", "search_text"],
      }),
  };
}

function memberOf({ role, ...row }: MemberRow): Member {
  return { ...row, role: roleOf(role) };
}
