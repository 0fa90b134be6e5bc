import { AppError } from "../../../shared/errors.ts";
import type { Person } from "../../../shared/ipc/people-calls.ts";
import type { RemoteProfile } from "../../backends/backend.ts";
import type { Database, SqlRow } from "../../platform/database/database.ts";
import { personName } from "../../platform/database/person-name.ts";
import type { PersonNote } from "./person-notes.ts";

interface PersonRow extends SqlRow, Omit<Person, "isUnknown"> {
  readonly isUnknown: number;
}

export type PeopleRepository = ReturnType<typeof createPeopleRepository>;

const columns = `person_id AS id, note, alias, nick_name AS nickName, username, avatar, fetched_at AS fetchedAt,
  is_unknown AS isUnknown`;
const namesAtOnce = 1000;

/** Profiles in the cache. What they change in the names of members is done by triggers (migration 0010). */
export function createPeopleRepository(database: Database) {
  async function find(accountId: string, ids: readonly string[]): Promise<Map<string, Person>> {
    const rows = await database.all<PersonRow>(
      `SELECT ${columns} FROM people WHERE account_id = ? AND person_id IN (SELECT value FROM json_each(?))`,
      [accountId, JSON.stringify(ids)],
    );
    return new Map(rows.map(({ isUnknown, ...row }) => [row.id, { ...row, isUnknown: isUnknown === 1 }]));
  }

  return {
    /** Profiles by id; whom the cache does not know is not in it. */
    find,

    /** Who of these was never asked for, or last before then; in the order given. */
    async due(accountId: string, ids: readonly string[], before: number): Promise<string[]> {
      const rows = await database.all<{ id: string }>(
        `SELECT wanted.value AS id FROM json_each(?) AS wanted
         LEFT JOIN people ON people.account_id = ? AND people.person_id = wanted.value
         WHERE coalesce(people.fetched_at, 0) < ? ORDER BY wanted.key`,
        [JSON.stringify(ids), accountId, before],
      );
      return rows.map(({ id }) => id);
    },

    /**
     * What the server said of these: the profiles it told, the others it does not know; what it told of those before
     * stays. Answers whose names or pictures became others.
     */
    async keep(
      accountId: string,
      asked: readonly string[],
      profiles: readonly RemoteProfile[],
      at: number,
    ): Promise<string[]> {
      const before = await find(accountId, asked);
      const told = new Set(profiles.map(({ id }) => id));
      await database.transaction([
        {
          sql: `INSERT INTO people (account_id, person_id, alias, nick_name, username, avatar, fetched_at, is_unknown)
                SELECT ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, ?, 0 FROM json_each(?)
                WHERE true ON CONFLICT (account_id, person_id) DO UPDATE SET
                  (alias, nick_name, username, avatar, fetched_at, is_unknown) =
                  (excluded.alias, excluded.nick_name, excluded.username, excluded.avatar, excluded.fetched_at, 0)`,
          parameters: [
            accountId,
            at,
            JSON.stringify(
              profiles.map(({ id, alias, nickName, username, avatar }) => [
                id,
                alias,
                nickName,
                username,
                avatar,
              ]),
            ),
          ],
        },
        {
          sql: `INSERT INTO people (account_id, person_id, fetched_at, is_unknown)
                SELECT ?, value, ?, 1 FROM json_each(?)
                WHERE true ON CONFLICT (account_id, person_id) DO UPDATE SET fetched_at = excluded.fetched_at, is_unknown = 1`,
          parameters: [accountId, at, JSON.stringify(asked.filter((id) => !told.has(id)))],
        },
      ]);
      return profiles.filter((profile) => isNews(before.get(profile.id), profile)).map(({ id }) => id);
    },

    /** The groups of the account that any of these is in. */
    async groupsOf(accountId: string, ids: readonly string[]): Promise<string[]> {
      const rows = await database.all<{ id: string }>(
        `SELECT group_id AS id FROM groups WHERE account_id = ? AND key IN (
           SELECT group_key FROM members WHERE member_id IN (SELECT value FROM json_each(?)))`,
        [accountId, JSON.stringify(ids)],
      );
      return rows.map(({ id }) => id);
    },

    /** The groups that hold members without a name. */
    async groupsWithNameless(accountId: string): Promise<string[]> {
      const rows = await database.all<{ id: string }>(
        `SELECT group_id AS id FROM groups WHERE account_id = ?
           AND EXISTS (SELECT 1 FROM members WHERE group_key = groups.key AND name = '') ORDER BY key`,
        [accountId],
      );
      return rows.map(({ id }) => id);
    },

    /** Members of a group without a name that nobody was asked for yet, by id, those after `after`. */
    async nameless(
      { accountId, groupId }: { readonly accountId: string; readonly groupId: string },
      after: string,
      limit: number,
    ): Promise<string[]> {
      const rows = await database.all<{ id: string }>(
        `SELECT member_id AS id FROM members
         WHERE group_key = (SELECT key FROM groups WHERE account_id = ? AND group_id = ?)
           AND name = '' AND member_id > ?
           AND NOT EXISTS (SELECT 1 FROM people WHERE account_id = ? AND person_id = member_id AND fetched_at IS NOT NULL)
         ORDER BY member_id LIMIT ?`,
        [accountId, groupId, after, accountId, limit],
      );
      return rows.map(({ id }) => id);
    },

    /** How many members of the group the cache holds, and how many of them have a name. */
    async counts(accountId: string, groupId: string): Promise<{ total: number; named: number }> {
      const [row] = await database.all<{ total: number; nameless: number }>(
        `SELECT (SELECT count(*) FROM members WHERE group_key = g.key) AS total,
                (SELECT count(*) FROM members WHERE group_key = g.key AND name = '') AS nameless
         FROM groups AS g WHERE account_id = ? AND group_id = ?`,
        [accountId, groupId],
      );
      if (row === undefined) throw new AppError("not_found", "there is no such group in the cache");
      return { total: row.total, named: row.total - row.nameless };
    },

    /** What people are called in that group, or else anywhere; who has no name is not in it. */
    async names(
      accountId: string,
      groupId: string | null,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, string>> {
      const names = new Map<string, string>();
      for (let at = 0; at < ids.length; at += namesAtOnce) {
        const rows = await database.all<{ id: string; name: string | null }>(
          `SELECT wanted.value AS id, ${personName("place.account", "place.of_group", "wanted.value")} AS name
           FROM (SELECT ? AS account, ? AS of_group) AS place, json_each(?) AS wanted`,
          [accountId, groupId, JSON.stringify(ids.slice(at, at + namesAtOnce))],
        );
        for (const { id, name } of rows) if (name !== null) names.set(id, name);
      }
      return names;
    },

    async setNote({ accountId, personId, note }: PersonNote): Promise<void> {
      await database.run(
        `INSERT INTO people (account_id, person_id, note) VALUES (?, ?, ?)
         ON CONFLICT (account_id, person_id) DO UPDATE SET note = excluded.note`,
        [accountId, personId, note],
      );
    },

    /** Makes the notes here those of the journal; of accounts that are gone, none. */
    async mirrorNotes(notes: readonly PersonNote[]): Promise<void> {
      const rows = JSON.stringify(notes.map(({ accountId, personId, note }) => [accountId, personId, note]));
      await database.transaction([
        {
          sql: `UPDATE people SET note = '' WHERE note <> ''
                AND (account_id, person_id) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
          parameters: [rows],
        },
        {
          sql: `INSERT INTO people (account_id, person_id, note)
                SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)
                WHERE value ->> 0 IN (SELECT id FROM accounts)
                ON CONFLICT (account_id, person_id) DO UPDATE SET note = excluded.note WHERE note <> excluded.note`,
          parameters: [rows],
        },
      ]);
    },
  };
}

function isNews(known: Person | undefined, told: RemoteProfile): boolean {
  if (known === undefined) return true;
  const { alias, nickName, username, avatar } = known;
  return (
    alias !== told.alias || nickName !== told.nickName || username !== told.username || avatar !== told.avatar
  );
}
