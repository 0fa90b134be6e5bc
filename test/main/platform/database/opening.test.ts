import { renameSync } from "node:fs";
import { copyFile, open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
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
  expect(opening).toThrow(/EBUSY/);
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
    INSERT INTO accounts VALUES ('a', 'lanying', 'Work', 'https://x', 'app', NULL, '7', 0, 0, 1, 'os', NULL, 1);
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
