import type { Announcement } from "../../../shared/domain/announcement.ts";
import type { Database, SqlRow } from "../../platform/database/database.ts";

export type AnnouncementsRepository = ReturnType<typeof createAnnouncementsRepository>;

const told = `id, title, content, author_id AS authorId, created_at AS createdAt`;
const columns = ["title", "content", "author_id", "created_at", "search_text"] as const;

/** Announcements as they were last read of each group: SQL in, domain values out. */
export function createAnnouncementsRepository(database: Database) {
  return {
    /** In no order. */
    list: (accountId: string, groupId: string): Promise<Announcement[]> =>
      database.all<Announcement & SqlRow>(
        `SELECT ${told} FROM announcements WHERE account_id = ? AND group_id = ?`,
        [accountId, groupId],
      ),

    /** Null where they were never read. */
    async readAt(accountId: string, groupId: string): Promise<number | null> {
      const [at] = await database.numbers(
        "SELECT read_at FROM announcement_reads WHERE account_id = ? AND group_id = ?",
        [accountId, groupId],
      );
      return at ?? null;
    },

    /** Makes the cache equal to what the server just said. */
    async replace(
      accountId: string,
      groupId: string,
      list: readonly Announcement[],
      readAt: number,
    ): Promise<void> {
      const merge = await database.beginMerge({
        table: "announcements",
        scope: { account_id: accountId, group_id: groupId },
        keyColumn: "id",
        columns,
      });
      try {
        await merge.page(
          list.map(({ id, title, content, authorId, createdAt }) => [
            id,
            title,
            content,
            authorId,
            createdAt === null ? null : Math.trunc(createdAt),
            `${title}\n${content}`.toLowerCase(),
          ]),
        );
      } catch (cause) {
        await merge.abandon();
        throw cause;
      }
      await merge.finish();
      await database.run("INSERT OR REPLACE INTO announcement_reads VALUES (?, ?, ?)", [
        accountId,
        groupId,
        readAt,
      ]);
    },

    async remove(accountId: string, groupId: string, id: string): Promise<void> {
      await database.run("DELETE FROM announcements WHERE account_id = ? AND group_id = ? AND id = ?", [
        accountId,
        groupId,
        id,
      ]);
    },

    /**
     * Groups that somebody opened since `lookedAtSince` and whose announcements were last read before `readBefore` or
     * never, the longest ago first.
     */
    async due(accountId: string, readBefore: number, lookedAtSince: number): Promise<string[]> {
      const rows = await database.all<{ id: string }>(
        `SELECT g.group_id AS id FROM groups g LEFT JOIN announcement_reads r USING (account_id, group_id)
         WHERE g.account_id = ? AND g.looked_at >= ? AND coalesce(r.read_at, 0) < ?
         ORDER BY coalesce(r.read_at, 0), g.role, g.key`,
        [accountId, lookedAtSince, readBefore],
      );
      return rows.map(({ id }) => id);
    },
  };
}
