import { createSearchIndex, type HeardNames } from "../../../../main/features/search/search-index.ts";
import { createSearchRepository } from "../../../../main/features/search/search-repository.ts";
import type { Database } from "../../../../main/platform/database/database.ts";
import { rankOf } from "../../../../shared/domain/role-rank.ts";
import { searchTextOf } from "../../../../shared/domain/search-text.ts";
import { tempDatabase } from "../../platform/database/temp-database.ts";

export const accountId = "00000000-0000-4000-8000-000000000001";
export const otherAccountId = "00000000-0000-4000-8000-000000000002";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role?: "owner" | "admin" | "member";
  readonly joinedAt?: number;
  readonly mutedUntil?: number;
}

/** A cache with two accounts and no group, and the index over it; nothing is heard before the test says so. */
export async function searchWorld() {
  const { database } = await tempDatabase();
  for (const id of [accountId, otherAccountId]) {
    await database.run(
      `INSERT INTO accounts (id, kind, name, api_url, app_id, self_id, is_demo, allows_insecure_http, can_renew, secret_place, created_at)
        VALUES (?, 'lanying', ?, 'http://127.0.0.1', 'app', '1', 0, 0, 0, 'os', 0)`,
      [id, id],
    );
  }
  const heard: HeardNames[] = [];
  const problems: unknown[] = [];
  const index = createSearchIndex({
    database,
    onHeard: (one) => heard.push(one),
    report: (cause) => problems.push(cause),
    quietMs: 1,
  });
  return { database, index, heard, problems, repository: createSearchRepository(database) };
}

/** Answers the group's key. */
export async function addGroup(
  database: Database,
  group: { readonly id: string; readonly name: string; readonly accountId?: string },
): Promise<number> {
  await database.run(
    "INSERT INTO groups (account_id, group_id, name, search_text, role) VALUES (?, ?, ?, ?, 2)",
    [group.accountId ?? accountId, group.id, group.name, searchTextOf(group.name, group.id)],
  );
  const [key = 0] = await database.numbers("SELECT max(key) FROM groups");
  return key;
}

export async function addMembers(
  database: Database,
  groupKey: number,
  people: readonly Person[],
): Promise<void> {
  const rows = people.map(({ id, name, role = "member", joinedAt = null, mutedUntil = null }) => [
    id,
    name,
    searchTextOf(name, id),
    rankOf(role),
    joinedAt,
    mutedUntil,
  ]);
  await database.run(
    `INSERT INTO members (group_key, member_id, name, search_text, role, joined_at, muted_until)
     SELECT ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?)`,
    [groupKey, JSON.stringify(rows)],
  );
}

export async function addFile(database: Database, groupId: string, id: string, name: string): Promise<void> {
  await database.run(
    `INSERT INTO files (account_id, group_id, file_id, name, search_name, size, type, url)
     VALUES (?, ?, ?, ?, ?, 1, 'text/plain', 'http://127.0.0.1/x')`,
    [accountId, groupId, id, name, name.normalize("NFKC").toLowerCase()],
  );
}

export async function addAnnouncement(
  database: Database,
  groupId: string,
  announcement: {
    readonly id: string;
    readonly title: string;
    readonly content: string;
    readonly createdAt?: number;
  },
): Promise<void> {
  const { id, title, content, createdAt = 1 } = announcement;
  await database.run(
    `INSERT INTO announcements (account_id, group_id, id, title, content, created_at, search_text)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [accountId, groupId, id, title, content, createdAt, `${title}\n${content}`.toLowerCase()],
  );
}
