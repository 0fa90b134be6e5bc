import type { Database, SqlRow } from "../../platform/database/database.ts";
import type { Attempt } from "./pacing-rules.ts";

export type AttemptKind = "friend" | "join";
export type AttemptOutcome = "unknown" | "sent" | "refused" | "accepted";

export interface NewAttempt extends Attempt {
  readonly accountId: string;
  readonly kind: AttemptKind;
  readonly groupId: string | null;
}

export type PacingRepository = ReturnType<typeof createPacingRepository>;

/** Attempts through a WeChat gateway and its stops: SQL in, domain values out. */
export function createPacingRepository(database: Database) {
  return {
    /** Newest first. */
    attempts: (accountId: string, kind: AttemptKind, since: number): Promise<readonly Attempt[]> =>
      database.all<Attempt & SqlRow>(
        `SELECT at, gap_ms AS gapMs, person_id AS personId FROM wechat_attempts
         WHERE account_id = ? AND kind = ? AND at > ? ORDER BY at DESC, id DESC`,
        [accountId, kind, since],
      ),

    /** The last request to a person, however long ago. */
    async lastRequest(accountId: string, personId: string) {
      const [row] = await database.all<{ at: number; outcome: AttemptOutcome }>(
        `SELECT at, outcome FROM wechat_attempts
         WHERE account_id = ? AND kind = 'friend' AND person_id = ? ORDER BY at DESC, id DESC LIMIT 1`,
        [accountId, personId],
      );
      return row ?? null;
    },

    /** Written before anything is sent; answers its number. */
    async add({ accountId, kind, groupId, personId, at, gapMs }: NewAttempt): Promise<number> {
      await database.run(
        `INSERT INTO wechat_attempts (account_id, kind, group_id, person_id, at, gap_ms, outcome)
         VALUES (?, ?, ?, ?, ?, ?, 'unknown')`,
        [accountId, kind, groupId, personId, at, gapMs],
      );
      const [id] = await database.numbers(
        "SELECT max(id) FROM wechat_attempts WHERE account_id = ? AND kind = ?",
        [accountId, kind],
      );
      return id ?? 0;
    },

    async settle(
      id: number,
      {
        outcome,
        v3 = null,
        message,
      }: { outcome: AttemptOutcome; v3?: string | null; message: string | null },
    ): Promise<void> {
      await database.run("UPDATE wechat_attempts SET outcome = ?, v3 = ?, message = ? WHERE id = ?", [
        outcome,
        v3,
        message,
        id,
      ]);
    },

    /** It was not sent after all. */
    async forget(id: number): Promise<void> {
      await database.run("DELETE FROM wechat_attempts WHERE id = ?", [id]);
    },

    /** Those asked whose id, or the key of their request, is among the friends. Answers whether there were any. */
    async markAccepted(accountId: string, friendIds: readonly string[]): Promise<boolean> {
      const { changes } = await database.run(
        `UPDATE wechat_attempts SET outcome = 'accepted'
         WHERE account_id = ? AND kind = 'friend' AND outcome IN ('sent', 'unknown')
           AND (person_id IN (SELECT value FROM json_each(?)) OR v3 IN (SELECT value FROM json_each(?)))`,
        [accountId, JSON.stringify(friendIds), JSON.stringify(friendIds)],
      );
      return changes > 0;
    },

    async addedAt(accountId: string): Promise<number> {
      const [at] = await database.numbers("SELECT created_at FROM accounts WHERE id = ?", [accountId]);
      return at ?? 0;
    },

    async stop(accountId: string): Promise<{ at: number; message: string } | null> {
      const [row] = await database.all<{ at: number; message: string }>(
        "SELECT at, message FROM wechat_stops WHERE account_id = ?",
        [accountId],
      );
      return row ?? null;
    },

    async setStop(accountId: string, at: number, message: string): Promise<void> {
      await database.run("INSERT OR REPLACE INTO wechat_stops (account_id, at, message) VALUES (?, ?, ?)", [
        accountId,
        at,
        message,
      ]);
    },

    async clearStop(accountId: string): Promise<void> {
      await database.run("DELETE FROM wechat_stops WHERE account_id = ?", [accountId]);
    },
  };
}
