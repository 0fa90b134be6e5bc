import type { Database } from "../../platform/database/database.ts";

export type ModerationRepository = ReturnType<typeof createModerationRepository>;

/** What the cached member lists know of people who are muted or blocked. */
export function createModerationRepository(database: Database) {
  return {
    /**
     * Names by id. Who is no member of the group any more, as all on the block list are, may still be one of
     * another group of the account: that name is better than none.
     */
    async names(
      accountId: string,
      groupId: string,
      userIds: readonly string[],
    ): Promise<ReadonlyMap<string, string>> {
      const ids = JSON.stringify(userIds);
      const here = await database.all<NameRow>(
        `SELECT m.member_id AS id, m.name FROM json_each(?) wanted
         JOIN groups g ON g.account_id = ? AND g.group_id = ?
         JOIN members m ON m.group_key = g.key AND m.member_id = wanted.value
         WHERE m.name <> ''`,
        [ids, accountId, groupId],
      );
      const names = new Map(here.map(({ id, name }) => [id, name]));
      const unnamed = userIds.filter((id) => !names.has(id));
      if (unnamed.length === 0) return names;
      const elsewhere = await database.all<NameRow>(
        `SELECT m.member_id AS id, min(m.name) AS name FROM groups g
         JOIN json_each(?) wanted
         JOIN members m ON m.group_key = g.key AND m.member_id = wanted.value
         WHERE g.account_id = ? AND m.name <> '' GROUP BY m.member_id`,
        [JSON.stringify(unnamed), accountId],
      );
      for (const { id, name } of elsewhere) names.set(id, name);
      return names;
    },
  };
}

type NameRow = { readonly id: string; readonly name: string };
