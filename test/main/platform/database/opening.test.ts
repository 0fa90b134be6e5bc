import { renameSync } from "node:fs";
import { copyFile, mkdir, open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Worker } from "node:worker_threads";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { openBoth } from "../../../../main/platform/database/open-both.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import { openFile } from "../../../../main/platform/database/open-file.ts";
import { cacheSchema } from "../../../../main/platform/database/schemas.ts";
import { heldError } from "../../../support/hold-file.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { openedDatabase, tempDatabase } from "./temp-database.ts";

async function filled() {
  const { database, file, folder } = await tempDatabase();
  await database.run(
    `INSERT INTO notices (id, kind, detail, created_at) VALUES ('1', 'x', '${"filling ".repeat(50_000)}', 1)`,
  );
  await database.close();
  return { file, folder };
}

test("a file that is no database is kept aside, and a fresh one works", async () => {
  const { file, folder } = await filled();
  await writeFile(file, "this is not SQLite at all, but it was somebody's file\n".repeat(100));
  const database = await openedDatabase(file);
  expect(database.openingNotice?.kind).toBe("database_damaged");
  const keptAs = database.openingNotice?.keptAs ?? "";
  expect(await readFile(keptAs, "utf8")).toContain("somebody's file");
  expect(await readdir(folder)).toContain(basename(keptAs));
  expect(await database.all("SELECT * FROM notices")).toEqual([]);
});

test("damage in the middle of the file is found when it is opened", async () => {
  const { file } = await filled();
  const { size } = await stat(file);
  const handle = await open(file, "r+");
  await handle.write(Buffer.alloc(8192, 0xa5), 0, 8192, Math.floor(size / 8192 / 2) * 8192);
  await handle.close();
  const database = await openedDatabase(file);
  expect(database.openingNotice?.kind).toBe("database_damaged");
});

test("a database of a newer version is kept unchanged, and the older app starts afresh", async () => {
  const { file } = await filled();
  const newer = new Sqlite(file);
  newer.pragma("user_version = 9999");
  newer.close();
  const database = await openedDatabase(file);
  expect(database.openingNotice?.kind).toBe("database_newer");
  const kept = new Sqlite(database.openingNotice?.keptAs ?? "", { readonly: true, fileMustExist: true });
  expect(kept.pragma("user_version", { simple: true })).toBe(9999);
  expect(kept.prepare("SELECT count(*) FROM notices").pluck().get()).toBe(1);
  kept.close();
  expect(await database.all("SELECT * FROM notices")).toEqual([]);
});

test("the log of a file set aside goes with it and never into the fresh one", async () => {
  const { file } = await filled();
  const writer = new Sqlite(file);
  writer.pragma("wal_autocheckpoint = 0");
  writer.exec("INSERT INTO notices (id, kind, created_at) VALUES ('only in the log', 'x', 1)");
  writer.pragma("user_version = 9999");
  await copyFile(`${file}-wal`, `${file}-saved`);
  await copyFile(file, `${file}-saved-main`);
  writer.close();
  await copyFile(`${file}-saved`, `${file}-wal`);
  await copyFile(`${file}-saved-main`, file);
  const database = await openedDatabase(file);
  expect(await database.all("SELECT * FROM notices")).toEqual([]);
  const kept = new Sqlite(database.openingNotice?.keptAs ?? "", { fileMustExist: true });
  expect(kept.prepare("SELECT kind FROM notices WHERE id = 'only in the log'").pluck().get()).toBe("x");
  kept.close();
});

test("a damaged file that a scanner holds for a moment is set aside all the same", async () => {
  const { file, folder } = await filled();
  await writeFile(file, "this is not SQLite at all\n".repeat(100));
  let tries = 0;
  const { sqlite, openingNotice } = openFile(file, cacheSchema, {
    platform: "win32",
    pausesMs: [0, 0],
    renameFile(from, to) {
      tries += 1;
      if (tries < 3) throw heldError("EPERM");
      renameSync(from, to);
    },
  });
  sqlite.close();
  expect(await readdir(folder)).toContain(basename(openingNotice?.keptAs ?? ""));
});

test("a file that cannot be set aside keeps its log beside it for the next start", async () => {
  const { file, folder } = await filled();
  const other = new Sqlite(file);
  other.pragma("user_version = 9999");
  onTestFinished(() => void other.close());
  const before = (await readdir(folder)).sort();
  expect(before).toContain(`${basename(file)}-wal`);
  const opening = () =>
    openFile(file, cacheSchema, {
      platform: "win32",
      pausesMs: [0, 0],
      renameFile(from, to) {
        if (from === file) throw heldError();
        renameSync(from, to);
      },
    });
  expect(opening).toThrow(
    expect.objectContaining({ code: "NEWER", cause: expect.objectContaining({ code: "EBUSY" }) }),
  );
  expect((await readdir(folder)).sort()).toEqual(before);
});

test("a file that is merely in use is neither damaged nor moved", async () => {
  const { file, folder } = await filled();
  const other = new Sqlite(file);
  other.pragma("locking_mode = EXCLUSIVE");
  other.exec("BEGIN EXCLUSIVE");
  const before = await readdir(folder);
  expect(() => openFile(file, cacheSchema, { busyTimeoutMs: 0 })).toThrow(/locked/);
  other.exec("ROLLBACK");
  other.close();
  expect((await readdir(folder)).every((name) => before.includes(name))).toBe(true);
});

test("accounts and settings that can still be read move into the fresh database", async () => {
  const { file } = await filled();
  const newer = new Sqlite(file);
  newer.exec(`
    INSERT INTO accounts (id, kind, name, api_url, app_id, self_id, is_demo, allows_insecure_http, can_renew, secret_place, created_at)
      VALUES ('a', 'lanying', 'Work', 'https://x', 'app', '7', 0, 0, 1, 'os', 1);
    INSERT INTO settings VALUES ('theme', '"dark"');
    ALTER TABLE accounts ADD COLUMN mood TEXT;
  `);
  newer.pragma("user_version = 9999");
  newer.close();
  const database = await openedDatabase(file);
  expect(await database.all("SELECT id, name FROM accounts")).toEqual([{ id: "a", name: "Work" }]);
  expect(await database.all("SELECT name, value FROM settings")).toEqual([
    { name: "theme", value: '"dark"' },
  ]);
});

test("of a damaged journal everything that can still be read is moved, under its old ids", async () => {
  const file = join(await tempFolder(), "journal.sqlite");
  const first = await openDatabase(file, "journal");
  await first.run(
    `INSERT INTO activities (id, at, account_id, kind, outcome, search_text) VALUES (7, 1, 'a', 'kick', 'done', '')`,
  );
  await first.close();
  const newer = new Sqlite(file);
  newer.pragma("user_version = 9999");
  newer.close();
  const again = await openDatabase(file, "journal");
  onTestFinished(() => again.close());
  expect(again.openingNotice?.kind).toBe("database_newer");
  expect(await again.all("SELECT id, kind FROM activities")).toEqual([{ id: 7, kind: "kick" }]);
  expect(await again.all("PRAGMA synchronous")).toEqual([{ synchronous: 2 }]);
});

test.each([
  ["cache", 1],
  ["journal", 1],
  ["cache", 0],
] as const)(
  "a %s that claims version %i although its tables are newer is set aside and rescued",
  async (kind, version) => {
    const file = join(await tempFolder(), `${kind}.sqlite`);
    const first = await openDatabase(file, kind);
    const isCache = kind === "cache";
    const row = isCache
      ? "INSERT INTO settings VALUES ('theme', '\"dark\"')"
      : "INSERT INTO activities (id, at, account_id, kind, outcome, search_text) VALUES (7, 1, 'a', 'kick', 'done', '')";
    await first.run(row);
    await first.close();
    const flipped = new Sqlite(file);
    flipped.pragma(`user_version = ${version}`);
    flipped.close();

    const again = await openDatabase(file, kind);
    onTestFinished(() => again.close());
    expect(again.openingNotice?.kind).toBe("database_damaged");
    expect(await again.all(`SELECT count(*) AS kept FROM ${isCache ? "settings" : "activities"}`)).toEqual([
      { kept: 1 },
    ]);
  },
);

test("a cache that cannot be opened is told with its reason, and a fresh one can take its place", async () => {
  const folder = await tempFolder();
  await mkdir(join(folder, "cache.sqlite"));
  const failure = await openBoth(folder).catch((cause: unknown) => cause);
  expect(failure).toMatchObject({
    code: "storage",
    cause: { database: "cache", reason: expect.stringMatching(/^SQLITE_CANTOPEN/) },
  });

  const [cache, journal] = await openBoth(folder, { isCacheFresh: true });
  expect(cache.openingNotice?.keptAs).toContain("cache.sqlite.damaged-");
  expect(journal.openingNotice).toBeNull();
  await cache.close();
  await journal.close();
});

test("where both cannot be opened, the journal's reason is told: a fresh cache would not help", async () => {
  const folder = await tempFolder();
  await mkdir(join(folder, "cache.sqlite"));
  await mkdir(join(folder, "journal.sqlite"));
  await expect(openBoth(folder)).rejects.toMatchObject({ cause: { database: "journal" } });
});

test("a worker that dies under an open database is told once, and nothing asked of it hangs", async () => {
  const started: Worker[] = [];
  const keep = (worker: Worker) => started.push(worker);
  process.on("worker", keep);
  onTestFinished(() => void process.off("worker", keep));
  const deaths: string[] = [];
  const file = join(await tempFolder(), "cache.sqlite");
  const database = await openDatabase(file, "cache", { onDeath: ({ code }) => deaths.push(code) });

  const asked = database.all("SELECT 1");
  const [ended] = await Promise.allSettled([asked, started[0]?.terminate()]);
  if (ended.status === "rejected") expect(ended.reason).toMatchObject({ code: "storage" });
  await expect(database.all("SELECT 1")).rejects.toMatchObject({ code: "storage" });
  expect(deaths).toEqual(["storage"]);
});

test("a database that is closed has not died", async () => {
  const deaths: string[] = [];
  const file = join(await tempFolder(), "cache.sqlite");
  const database = await openDatabase(file, "cache", { onDeath: ({ code }) => deaths.push(code) });
  await database.close();
  expect(deaths).toEqual([]);
});
