import type { Database, SqlRow } from "../../platform/database/database.ts";

/** People of an account that no job ever touches. */
export function createProtectedPeople(journal: Database) {
  return {
    async ids(accountId: string): Promise<string[]> {
      const rows = await journal.all<SqlRow & { id: string }>(
        "SELECT user_id AS id FROM protected_people WHERE account_id = ? ORDER BY user_id",
        [accountId],
      );
      return rows.map(({ id }) => id);
    },

    async set(accountId: string, userIds: readonly string[]): Promise<void> {
      await journal.transaction([
        { sql: "DELETE FROM protected_people WHERE account_id = ?", parameters: [accountId] },
        {
          sql: "INSERT OR IGNORE INTO protected_people (account_id, user_id) SELECT ?, value FROM json_each(?)",
          parameters: [accountId, JSON.stringify(userIds)],
        },
      ]);
    },
  };
}
