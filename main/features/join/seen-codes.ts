import { createHash } from "node:crypto";
import { SeenCode } from "../../../shared/domain/join.ts";
import type { ParsedCode } from "../../../shared/domain/qr-payload.ts";
import type { Database, SqlRow } from "../../platform/database/database.ts";

export interface SeenCodes {
  /** The last attempt of each account with this code or another that means the same, newest first. */
  of(code: ParsedCode): Promise<readonly SeenCode[]>;
  /** In place of the account's earlier attempt; that it joined by the code is not forgotten for "already a member". */
  remember(code: ParsedCode, seen: SeenCode): Promise<void>;
}

/** What became of codes, in the journal. A code's text may hold a ticket, so only its digest is kept. */
export function createSeenCodes(journal: Database): SeenCodes {
  return {
    async of(code) {
      const rows = await journal.all<SqlRow>(
        `SELECT account_id AS accountId, at, outcome, group_id AS groupId, group_name AS groupName
         FROM seen_codes WHERE digest = ? ORDER BY at DESC, account_id`,
        [digestOf(code)],
      );
      // A row of a later version is left out rather than failing the card.
      return rows.flatMap((row) => {
        const seen = SeenCode.safeParse(row);
        return seen.success ? [seen.data] : [];
      });
    },

    async remember(code, { accountId, at, outcome, groupId, groupName }) {
      await journal.run(
        `INSERT INTO seen_codes (digest, account_id, at, outcome, group_id, group_name)
         VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (digest, account_id) DO UPDATE SET at = excluded.at, outcome = excluded.outcome,
           group_id = coalesce(excluded.group_id, group_id), group_name = coalesce(excluded.group_name, group_name)
         WHERE NOT (excluded.outcome = 'already_member' AND outcome = 'joined')`,
        [digestOf(code), accountId, at, outcome, groupId, groupName],
      );
    },
  };
}

function digestOf({ dedupeKey }: ParsedCode): string {
  return createHash("sha256").update(dedupeKey).digest("hex");
}
