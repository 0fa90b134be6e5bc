import type { Group, Role } from "../../../shared/domain/group.ts";
import { rankOf } from "../../../shared/domain/role-rank.ts";
import { searchQueryOf } from "../../../shared/domain/search-text.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Database, SnapshotMerge, SqlParameters } from "../../platform/database/database.ts";
import { textMatch } from "../../platform/database/text-match.ts";
import { type GroupRow, groupColumns, groupOf, mergedColumns } from "./group-rows.ts";

export interface GroupsWindow {
  readonly accountId: string;
  readonly query: string;
  readonly offset: number;
  readonly limit: number;
}

export interface GroupsRepository {
  /** Own groups first, then those we administrate, then by name; searched in name, id and the sound of the name. */
  window(query: GroupsWindow): Promise<{ total: number; rows: Group[] }>;
  /** Throws `not_found`. */
  get(accountId: string, groupId: string): Promise<GroupRow>;
  /** By id. */
  all(accountId: string): Promise<Map<string, GroupRow>>;
  /** Of those we own or administer, and of those where our role was never read. */
  idsByRole(accountId: string): Promise<{ run: string[]; unread: string[] }>;
  beginMerge(accountId: string): Promise<SnapshotMerge>;
  /** One group, written where it differs; true when it did. A merge would read the whole account for it. */
  put(accountId: string, values: SqlParameters): Promise<boolean>;
  /** From now on the group stays although the list leaves it out. */
  markJoined(accountId: string, groupId: string): Promise<void>;
  /** With its members and files. */
  remove(accountId: string, groupId: string): Promise<void>;
  markLookedAt(accountId: string, groupId: string, at: number): Promise<void>;
  /** Our own role, as just checked; true when it was another one, or not known. */
  setRole(key: number, role: Role, checkedAt: number): Promise<boolean>;
  markMembersSynced(key: number, at: number, memberCount: number): Promise<void>;
  markFilesSynced(accountId: string, groupId: string, at: number): Promise<void>;
}

const merged = mergedColumns.join(", ");
const told = mergedColumns.map((column) => `excluded.${column}`).join(", ");
const putOne = `INSERT INTO groups (account_id, group_id, ${merged})
  VALUES (?, ?, ${mergedColumns.map(() => "?").join(", ")})
  ON CONFLICT (account_id, group_id) DO UPDATE SET (${merged}) = (${told})
  WHERE (${mergedColumns.map((column) => `groups.${column}`).join(", ")}) IS NOT (${told})`;

export function createGroupsRepository(database: Database): GroupsRepository {
  return {
    async window({ accountId, query, offset, limit }) {
      const match = textMatch(searchQueryOf(query));
      const parameters = [accountId, ...match.parameters];
      const matching = `account_id = ? AND ${match.sql}`;
      const [count, rows] = await Promise.all([
        database.numbers(`SELECT count(*) FROM groups WHERE ${matching}`, parameters),
        database.all<GroupRow>(
          `SELECT ${groupColumns} FROM groups WHERE ${matching}
           ORDER BY role, search_text LIMIT ? OFFSET ?`,
          [...parameters, limit, offset],
        ),
      ]);
      return { total: count[0] ?? 0, rows: rows.map(groupOf) };
    },
    async get(accountId, groupId) {
      const [row] = await database.all<GroupRow>(
        `SELECT ${groupColumns} FROM groups WHERE account_id = ? AND group_id = ?`,
        [accountId, groupId],
      );
      if (row === undefined) throw new AppError("not_found", "there is no such group in the cache");
      return row;
    },
    async all(accountId) {
      const rows = await database.all<GroupRow>(`SELECT ${groupColumns} FROM groups WHERE account_id = ?`, [
        accountId,
      ]);
      return new Map(rows.map((row) => [row.id, row]));
    },
    async idsByRole(accountId) {
      const rows = await database.all<{ id: string; role: number }>(
        `SELECT group_id AS id, role FROM groups
         WHERE account_id = ? AND (role <> ? OR role_checked_at IS NULL)`,
        [accountId, rankOf("member")],
      );
      const idsOf = (isRun: boolean) =>
        rows.filter(({ role }) => (role !== rankOf("member")) === isRun).map(({ id }) => id);
      return { run: idsOf(true), unread: idsOf(false) };
    },
    async put(accountId, values) {
      const { changes } = await database.run(putOne, [accountId, ...values]);
      return changes > 0;
    },
    beginMerge: (accountId) =>
      database.beginMerge({
        table: "groups",
        scope: { account_id: accountId },
        keyColumn: "group_id",
        columns: mergedColumns,
      }),
    async markJoined(accountId, groupId) {
      await database.run("UPDATE groups SET joined_here = 1 WHERE account_id = ? AND group_id = ?", [
        accountId,
        groupId,
      ]);
    },
    async remove(accountId, groupId) {
      await database.run("DELETE FROM groups WHERE account_id = ? AND group_id = ?", [accountId, groupId]);
    },
    async markLookedAt(accountId, groupId, at) {
      await database.run("UPDATE groups SET looked_at = ? WHERE account_id = ? AND group_id = ?", [
        at,
        accountId,
        groupId,
      ]);
    },
    async setRole(key, role, checkedAt) {
      const [changes] = await database.transaction([
        {
          sql: "UPDATE groups SET role = ? WHERE key = ? AND (role <> ? OR role_checked_at IS NULL)",
          parameters: [rankOf(role), key, rankOf(role)],
        },
        { sql: "UPDATE groups SET role_checked_at = ? WHERE key = ?", parameters: [checkedAt, key] },
      ]);
      return changes === 1;
    },
    async markMembersSynced(key, at, memberCount) {
      await database.run(
        "UPDATE groups SET members_synced_at = ?, member_count = coalesce(member_count, ?) WHERE key = ?",
        [at, memberCount, key],
      );
    },
    async markFilesSynced(accountId, groupId, at) {
      await database.run("UPDATE groups SET files_synced_at = ? WHERE account_id = ? AND group_id = ?", [
        at,
        accountId,
        groupId,
      ]);
    },
  };
}
