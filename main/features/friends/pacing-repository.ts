import type { Database, SqlRow } from "../../platform/database/database.ts";
import type { Attempt } from "./pacing-rules.ts";

export type AttemptKind = "friend" | "join";
export type AttemptOutcome = "unknown" | "sent" | "refused" | "accepted";

export interface NewAttempt extends Attempt {
  /** The WeChat person who sends. */
  readonly selfId: string;
  readonly kind: AttemptKind;
  readonly groupId: string | null;
}

/** A friend request as it stands. */
export interface SentRequest {
  readonly at: number;
  readonly groupId: string | null;
  readonly personId: string | null;
  readonly outcome: AttemptOutcome;
  readonly message: string | null;
}

export type PacingRepository = ReturnType<typeof createPacingRepository>;

/** Attempts through a WeChat gateway and its stops, by the person who sends: SQL in, domain values out. */
export function createPacingRepository({ journal, cache }: { journal: Database; cache: Database }) {
  return {
    /** What a clock that was ahead has dated to a time still to come counts as made now: it holds back for a day, not for years. */
    async bringBack(selfId: string, now: number): Promise<void> {
      await journal.run("UPDATE wechat_attempts SET at = ? WHERE self_id = ? AND at > ?", [now, selfId, now]);
    },

    /** Newest first. */
    attempts: (selfId: string, kind: AttemptKind, since: number): Promise<readonly Attempt[]> =>
      journal.all<Attempt & SqlRow>(
        `SELECT at, gap_ms AS gapMs, person_id AS personId FROM wechat_attempts
         WHERE self_id = ? AND kind = ? AND at > ? ORDER BY at DESC, id DESC`,
        [selfId, kind, since],
      ),

    /** Every friend request ever sent, newest first. */
    requests: (selfId: string): Promise<SentRequest[]> =>
      journal.all<SentRequest & SqlRow>(
        `SELECT at, group_id AS groupId, person_id AS personId, outcome, message FROM wechat_attempts
         WHERE self_id = ? AND kind = 'friend' ORDER BY at DESC, id DESC`,
        [selfId],
      ),

    /** The last request to a person, however long ago. */
    async lastRequest(selfId: string, personId: string) {
      const [row] = await journal.all<{ at: number; outcome: AttemptOutcome }>(
        `SELECT at, outcome FROM wechat_attempts
         WHERE self_id = ? AND kind = 'friend' AND person_id = ? ORDER BY at DESC, id DESC LIMIT 1`,
        [selfId, personId],
      );
      return row ?? null;
    },

    /** The number of the last attempt; 0 where there is none. */
    async lastId(selfId: string): Promise<number> {
      const [id] = await journal.numbers(
        "SELECT coalesce(max(id), 0) FROM wechat_attempts WHERE self_id = ?",
        [selfId],
      );
      return id ?? 0;
    },

    /**
     * Written before anything is sent; answers its number. Null, and nothing written, where another attempt came after
     * `lastId`, or a stop: that of another process, which saw the same room.
     */
    async add(attempt: NewAttempt, lastId: number): Promise<number | null> {
      const { selfId, kind, groupId, personId, at, gapMs } = attempt;
      const [row] = await journal.all<{ id: number }>(
        `INSERT INTO wechat_attempts (self_id, kind, group_id, person_id, at, gap_ms, outcome)
         SELECT ?, ?, ?, ?, ?, ?, 'unknown'
         WHERE (SELECT coalesce(max(id), 0) FROM wechat_attempts WHERE self_id = ?) = ?
           AND NOT EXISTS (SELECT 1 FROM wechat_stops WHERE self_id = ?) RETURNING id`,
        [selfId, kind, groupId, personId, at, gapMs, selfId, lastId, selfId],
      );
      return row?.id ?? null;
    },

    async settle(
      id: number,
      {
        outcome,
        v3 = null,
        message,
      }: { outcome: AttemptOutcome; v3?: string | null; message: string | null },
    ): Promise<void> {
      await journal.run("UPDATE wechat_attempts SET outcome = ?, v3 = ?, message = ? WHERE id = ?", [
        outcome,
        v3,
        message,
        id,
      ]);
    },

    /** It was not sent after all. */
    async forget(id: number): Promise<void> {
      await journal.run("DELETE FROM wechat_attempts WHERE id = ?", [id]);
    },

    /** Those asked whose id, or the key of their request, is among the friends. Answers whether there were any. */
    async markAccepted(selfId: string, friendIds: readonly string[]): Promise<boolean> {
      const { changes } = await journal.run(
        `UPDATE wechat_attempts SET outcome = 'accepted'
         WHERE self_id = ? AND kind = 'friend' AND outcome IN ('sent', 'unknown')
           AND (person_id IN (SELECT value FROM json_each(?)) OR v3 IN (SELECT value FROM json_each(?)))`,
        [selfId, JSON.stringify(friendIds), JSON.stringify(friendIds)],
      );
      return changes > 0;
    },

    /** Since when the person is here: this account, or an earlier one of theirs that sent something. */
    async addedAt(accountId: string, selfId: string): Promise<number> {
      const [[added], [first]] = await Promise.all([
        cache.numbers("SELECT created_at FROM accounts WHERE id = ?", [accountId]),
        journal.numbers("SELECT at FROM wechat_attempts WHERE self_id = ? ORDER BY at LIMIT 1", [selfId]),
      ]);
      return Math.min(added ?? 0, first ?? Number.POSITIVE_INFINITY);
    },

    async stop(selfId: string): Promise<{ at: number; message: string } | null> {
      const [row] = await journal.all<{ at: number; message: string }>(
        "SELECT at, message FROM wechat_stops WHERE self_id = ?",
        [selfId],
      );
      return row ?? null;
    },

    async setStop(selfId: string, at: number, message: string): Promise<void> {
      await journal.run("INSERT OR REPLACE INTO wechat_stops (self_id, at, message) VALUES (?, ?, ?)", [
        selfId,
        at,
        message,
      ]);
    },

    async clearStop(selfId: string): Promise<void> {
      await journal.run("DELETE FROM wechat_stops WHERE self_id = ?", [selfId]);
    },
  };
}
