import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database, MergePlan } from "../../../../main/platform/database/database.ts";
import { openedDatabase, tempDatabase } from "./temp-database.ts";

const plan = (groupKey: number): MergePlan => ({
  table: "members",
  scope: { group_key: groupKey },
  keyColumn: "member_id",
  columns: ["name", "search_text", "role"],
});
const row = (id: string, name: string, role = 2) => [id, name, name.toLowerCase(), role];

async function world() {
  const { database, file } = await tempDatabase();
  await database.transaction([
    {
      sql: `INSERT INTO accounts (id, kind, name, api_url, app_id, self_id, is_demo, allows_insecure_http, can_renew, secret_place, created_at)
        VALUES ('a', 'lanying', 'n', 'u', 'x', NULL, 0, 0, 0, 'os', 0)`,
    },
    {
      sql: "INSERT INTO groups (account_id, group_id, name, search_text, role) VALUES ('a', '1', 'g', 'g', 2)",
    },
    {
      sql: "INSERT INTO groups (account_id, group_id, name, search_text, role) VALUES ('a', '2', 'h', 'h', 2)",
    },
  ]);
  return { database, file };
}

async function names(database: Database, groupKey = 1) {
  const rows = await database.all("SELECT name FROM members WHERE group_key = ? ORDER BY member_id", [
    groupKey,
  ]);
  return rows.map(({ name }) => name);
}

async function merged(database: Database, pages: (string | number)[][][], groupKey = 1) {
  const merge = await database.beginMerge(plan(groupKey));
  const written: number[] = [];
  for (const page of pages) written.push(await merge.page(page));
  return { written, ...(await merge.finish()) };
}

test("only what differs is written, and what the server no longer names is removed", async () => {
  const { database } = await world();
  const first = await merged(database, [[row("1", "Ann"), row("2", "Bob")], [row("3", "Cleo")]]);
  expect(first).toEqual({ written: [2, 1], inserted: 3, updated: 0, removed: 0 });
  const second = await merged(database, [[row("1", "Ann"), row("2", "Bobby")], [row("4", "Dan")]]);
  expect(second).toEqual({ written: [1, 1], inserted: 1, updated: 1, removed: 1 });
  expect(await names(database)).toEqual(["Ann", "Bobby", "Dan"]);
});

test("asked for it, a merge tells which rows differ, the first so many", async () => {
  const { database } = await world();
  await merged(database, [[row("1", "Ann"), row("2", "Bob"), row("3", "Cleo")]]);
  const begin = (reportsUpTo: number) => database.beginMerge({ ...plan(1), reportsUpTo });
  const merge = await begin(10);
  await merge.page([row("1", "Ann"), row("2", "Bobby"), row("4", "Dan")]);
  expect(await merge.finish()).toEqual({
    ...{ inserted: 1, updated: 1, removed: 1 },
    differences: {
      inserted: [row("4", "Dan")],
      updated: [{ before: row("2", "Bob"), after: row("2", "Bobby") }],
      removed: [row("3", "Cleo")],
    },
  });
  const next = await begin(1);
  await next.page([row("5", "Eve"), row("6", "Fay")]);
  expect(await next.finish()).toMatchObject({
    ...{ inserted: 2, removed: 3 },
    differences: { inserted: [row("5", "Eve")], updated: [], removed: [] },
  });
  const broken = await begin(10);
  await broken.page([row("7", "Gus")]);
  expect(await broken.abandon()).toMatchObject({
    ...{ inserted: 1, removed: 0 },
    differences: { inserted: [row("7", "Gus")] },
  });
});

test("a list that did not change writes nothing", async () => {
  const { database } = await world();
  const pages = [[row("1", "Ann"), row("2", "Bob")]];
  await merged(database, pages);
  expect(await merged(database, pages)).toEqual({ written: [0], inserted: 0, updated: 0, removed: 0 });
});

test("columns that the merge does not name keep what they hold", async () => {
  const { database } = await world();
  await merged(database, [[row("1", "Ann")]]);
  await database.run("UPDATE members SET muted_until = 5");
  await merged(database, [[row("1", "Anna")]]);
  expect(await database.all("SELECT name, muted_until FROM members")).toEqual([
    { name: "Anna", muted_until: 5 },
  ]);
});

test("rows of another scope are not touched", async () => {
  const { database } = await world();
  await merged(database, [[row("1", "Ann")]], 1);
  await merged(database, [[row("1", "Other")]], 2);
  await merged(database, [[]], 2);
  expect(await names(database, 1)).toEqual(["Ann"]);
  expect(await names(database, 2)).toEqual([]);
});

test("a row named twice in one list is one row, the later one", async () => {
  const { database } = await world();
  const outcome = await merged(database, [[row("1", "Ann"), row("1", "Anna")], [row("1", "Annette")]]);
  expect(outcome).toMatchObject({ inserted: 1, updated: 0, removed: 0 });
  expect(await names(database)).toEqual(["Annette"]);
});

test("an abandoned merge keeps what arrived and removes nothing", async () => {
  const { database } = await world();
  await merged(database, [[row("1", "Ann"), row("2", "Bob")]]);
  const merge = await database.beginMerge(plan(1));
  await merge.page([row("3", "Cleo")]);
  await merge.abandon();
  expect(await names(database)).toEqual(["Ann", "Bob", "Cleo"]);
  await expect(merge.page([row("4", "Dan")])).rejects.toMatchObject({ code: "storage" });
});

test("a process killed in the middle of a merge leaves whole pages and every older row", async () => {
  const { database, file } = await world();
  await merged(database, [[row("1", "Ann"), row("2", "Bob")]]);
  await database.close();
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL("./killed-merge.ts", import.meta.url)), file],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  const again = await openedDatabase(file);
  expect(again.openingNotice).toBeNull();
  expect(await names(again)).toEqual(["Ann", "Bob", "Cleo", "Dan"]);
});

test("a page with one impossible row is not written at all", async () => {
  const { database } = await world();
  const merge = await database.beginMerge(plan(1));
  await expect(merge.page([row("1", "Ann"), ["2", null, "x", 2]])).rejects.toMatchObject({ code: "storage" });
  expect(await names(database)).toEqual([]);
  await merge.abandon();
});

test("whatever was there, a complete merge ends with exactly the server's list", async () => {
  const { database } = await world();
  const list = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom("a", "b", "c")), {
    selector: ([id]) => id,
  });
  await fc.assert(
    fc.asyncProperty(list, fc.integer({ min: 1, max: 7 }), async (people, pageSize) => {
      const rows = people.map(([id, name]) => row(String(id).padStart(2, "0"), name));
      const pages = [];
      for (let at = 0; at < rows.length; at += pageSize) pages.push(rows.slice(at, at + pageSize));
      await merged(database, pages);
      const sorted = [...rows].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
      expect(await names(database)).toEqual(sorted.map(([, name]) => name));
    }),
    { numRuns: 50 },
  );
});
