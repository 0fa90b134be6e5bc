import type { Database } from "../../platform/database/database.ts";

export interface Draft {
  readonly title: string;
  readonly content: string;
}

export type DraftsRepository = ReturnType<typeof createDraftsRepository>;

/** Announcements being written, one for each group. */
export function createDraftsRepository(database: Database) {
  return {
    /** Both empty where there is none. */
    async get(accountId: string, groupId: string): Promise<{ title: string; content: string }> {
      const [row] = await database.all<{ title: string; content: string }>(
        "SELECT title, content FROM announcement_drafts WHERE account_id = ? AND group_id = ?",
        [accountId, groupId],
      );
      return row ?? { title: "", content: "" };
    },

    async keep(accountId: string, groupId: string, { title, content }: Draft): Promise<void> {
      await database.run(
        `INSERT OR REPLACE INTO announcement_drafts (account_id, group_id, title, content) VALUES (?, ?, ?, ?)`,
        [accountId, groupId, title, content],
      );
    },

    async remove(accountId: string, groupId: string): Promise<void> {
      await database.run("DELETE FROM announcement_drafts WHERE account_id = ? AND group_id = ?", [
        accountId,
        groupId,
      ]);
    },
  };
}
