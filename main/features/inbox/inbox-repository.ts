import type { InboxEntry, InboxRow } from "../../../shared/domain/inbox.ts";
import type { Database, SqlParameters, SqlRow } from "../../platform/database/database.ts";
import { personName } from "../../platform/database/person-name.ts";

export type InboxKind = InboxEntry["kind"];

/** An entry as it is kept; `groupName` is what a server told of a group that we are not in. */
export interface KeptEntry extends InboxEntry {
  readonly groupName: string | null;
  readonly seenAt: number;
}

export type InboxRepository = ReturnType<typeof createInboxRepository>;

const columns = [
  "group_id",
  "person_id",
  "reason",
  "status",
  "expires_at",
  "updated_at",
  "group_name",
  "seen_at",
] as const;
const rowsAtOnce = 1000;

/** Stable within one account and kind. */
export function entryKeyOf({ groupId, personId }: Pick<InboxEntry, "groupId" | "personId">): string {
  return `${groupId} ${personId}`;
}

/** Which entry of an account is meant. */
export type InboxRef = Pick<InboxEntry, "kind" | "groupId" | "personId">;

/** Stable within the app. */
export function rowKeyOf(accountId: string, entry: InboxRef) {
  return `${accountId} ${entry.kind} ${entryKeyOf(entry)}`;
}

/** The cached inbox: SQL in, domain values out. Names come from the cached groups, members and profiles. */
export function createInboxRepository(database: Database) {
  return {
    /** Pending first, newest first. A pending one past its time is expired. */
    async rows({ now, showsDecided }: { now: number; showsDecided: boolean }): Promise<InboxRow[]> {
      const rows = await database.all<InboxSqlRow>(
        `${selectRows} ${showsDecided ? "" : "WHERE status = 'pending'"} ${newestFirst}`,
        [now],
      );
      return rows.map(toInboxRow);
    },

    /** Those of the wanted rows that the cache knows, by key. */
    async find(keys: readonly string[], now: number): Promise<Map<string, InboxRow>> {
      const rows = await database.all<InboxSqlRow>(
        `${selectRows} WHERE key IN (SELECT value FROM json_each(?))`,
        [now, JSON.stringify(keys)],
      );
      return new Map(rows.map((row) => [row.key, toInboxRow(row)]));
    },

    /** What is kept of one account and kind, by entry key. */
    async kept(accountId: string, kind: InboxKind): Promise<Map<string, KeptEntry>> {
      const rows = await database.all<InboxSqlRow & { seenAt: number }>(
        `SELECT kind, group_id AS groupId, person_id AS personId, reason, status, expires_at AS expiresAt,
                updated_at AS updatedAt, group_name AS groupName, seen_at AS seenAt
         FROM inbox WHERE account_id = ? AND kind = ?`,
        [accountId, kind],
      );
      return new Map(rows.map((row) => [entryKeyOf(row), row]));
    },

    /** Makes the cache equal to what the server just said. Answers whether anything changed. */
    async replaceAll(accountId: string, kind: InboxKind, entries: readonly KeptEntry[]): Promise<boolean> {
      const merge = await database.beginMerge({
        table: "inbox",
        scope: { account_id: accountId, kind },
        keyColumn: "entry_key",
        columns,
      });
      try {
        for (let at = 0; at < entries.length; at += rowsAtOnce) {
          await merge.page(entries.slice(at, at + rowsAtOnce).map(valuesOf));
        }
      } catch (cause) {
        await merge.abandon();
        throw cause;
      }
      const { inserted, updated, removed } = await merge.finish();
      return inserted + updated + removed > 0;
    },

    async setStatus(
      accountId: string,
      entry: InboxRef,
      status: InboxEntry["status"],
      at: number,
    ): Promise<void> {
      await database.run(
        "UPDATE inbox SET status = ?, updated_at = ? WHERE account_id = ? AND kind = ? AND entry_key = ?",
        [status, at, accountId, entry.kind, entryKeyOf(entry)],
      );
    },
  };
}

interface InboxSqlRow extends SqlRow {
  readonly key: string;
  readonly accountId: string;
  readonly kind: InboxKind;
  readonly groupId: string;
  readonly personId: string;
  readonly reason: string;
  readonly status: InboxEntry["status"];
  readonly expiresAt: number | null;
  readonly updatedAt: number | null;
  readonly groupName: string | null;
  readonly personName: string | null;
}

const selectRows = `
  SELECT * FROM (
    SELECT inbox.account_id || ' ' || inbox.kind || ' ' || inbox.entry_key AS key,
           inbox.account_id AS accountId, inbox.kind, inbox.group_id AS groupId, inbox.person_id AS personId,
           inbox.reason,
           CASE WHEN inbox.status = 'pending' AND inbox.expires_at <= ? THEN 'expired' ELSE inbox.status END AS status,
           inbox.expires_at AS expiresAt, inbox.updated_at AS updatedAt, inbox.seen_at AS seenAt,
           coalesce(groups.name, inbox.group_name) AS groupName,
           ${personName("inbox.account_id", "inbox.group_id", "inbox.person_id")} AS personName
    FROM inbox LEFT JOIN groups
      ON groups.account_id = inbox.account_id AND groups.group_id = inbox.group_id
  )`;

const newestFirst = `
  ORDER BY status <> 'pending', coalesce(updatedAt, seenAt) DESC, expiresAt DESC NULLS LAST, key`;

function toInboxRow(row: InboxSqlRow): InboxRow {
  return {
    key: row.key,
    accountId: row.accountId,
    kind: row.kind,
    groupId: row.groupId,
    personId: row.personId,
    reason: row.reason,
    status: row.status,
    expiresAt: row.expiresAt,
    updatedAt: row.updatedAt,
    groupName: row.groupName,
    personName: row.personName,
  };
}

function valuesOf(entry: KeptEntry): SqlParameters {
  return [
    entryKeyOf(entry),
    entry.groupId,
    entry.personId,
    entry.reason,
    entry.status,
    entry.expiresAt,
    entry.updatedAt,
    entry.groupName,
    entry.seenAt,
  ];
}
