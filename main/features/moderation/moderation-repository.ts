import { z } from "zod";
import type { Database } from "../../platform/database/database.ts";

export type ModerationRepository = ReturnType<typeof createModerationRepository>;

/** A list as the server told it; names are joined when it is shown. */
const keptLists = {
  muted: z.array(z.object({ userId: z.string(), mutedUntil: z.number() })),
  blocked: z.array(z.object({ userId: z.string(), blockedAt: z.number().nullable() })),
} as const;

export type ModerationList = keyof typeof keptLists;
export type KeptRows<List extends ModerationList> = z.infer<(typeof keptLists)[List]>;

/** The lists of muted and of blocked people as last read. */
export function createModerationRepository(database: Database) {
  return {
    /** Null where it was never read. */
    async kept<List extends ModerationList>(
      accountId: string,
      groupId: string,
      list: List,
    ): Promise<{ readAt: number; rows: KeptRows<List> } | null> {
      const [row] = await database.all<{ readAt: number; rows: string }>(
        `SELECT read_at AS readAt, "rows" FROM kept_lists WHERE account_id = ? AND group_id = ? AND list = ?`,
        [accountId, groupId, list],
      );
      if (row === undefined) return null;
      // What another version wrote and we cannot read counts as not read: the server is asked anyway.
      const rows = keptLists[list].safeParse(JSON.parse(row.rows));
      return rows.success ? { readAt: row.readAt, rows: rows.data as KeptRows<List> } : null;
    },

    async keep<List extends ModerationList>(
      accountId: string,
      groupId: string,
      list: List,
      { readAt, rows }: { readonly readAt: number; readonly rows: KeptRows<List> },
    ): Promise<void> {
      await database.run("INSERT OR REPLACE INTO kept_lists VALUES (?, ?, ?, ?, ?)", [
        accountId,
        groupId,
        list,
        readAt,
        JSON.stringify(rows),
      ]);
    },
  };
}
