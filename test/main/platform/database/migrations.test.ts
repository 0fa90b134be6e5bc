import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { migrations } from "../../../../main/platform/database/migrations/index.ts";
import type { Migration } from "../../../../main/platform/database/migrations/migration.ts";
import { openFile } from "../../../../main/platform/database/open-file.ts";
import { cacheSchema, journalSchema, type Schema } from "../../../../main/platform/database/schemas.ts";
import { insertAccount } from "../../../support/insert-account.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const withSteps = (steps: readonly Migration[], schema: Schema = cacheSchema): Schema => ({
  ...schema,
  migrations: steps,
});
const schemaOf = (sqlite: Sqlite.Database) =>
  sqlite.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all();

test.each([cacheSchema, journalSchema])("versions are 1, 2, 3 … without a gap", (schema) => {
  expect(schema.migrations.map(({ version }) => version)).toEqual(
    schema.migrations.map((_, index) => index + 1),
  );
});

test.each([cacheSchema, journalSchema])(
  "step by step gives the same schema as all at once",
  async (schema) => {
    const folder = await tempFolder();
    const steps = schema.migrations;
    const atOnce = openFile(join(folder, "at-once.sqlite3"), schema).sqlite;
    for (const { version } of steps) {
      const { sqlite } = openFile(
        join(folder, "by-step.sqlite3"),
        withSteps(steps.slice(0, version), schema),
      );
      expect(sqlite.pragma("user_version", { simple: true })).toBe(version);
      if (version === steps.length) expect(schemaOf(sqlite)).toEqual(schemaOf(atOnce));
      sqlite.close();
    }
    atOnce.close();
  },
);

test("what an account holds survives every later step", async () => {
  const file = join(await tempFolder(), "data.sqlite3");
  const first = openFile(file, withSteps(migrations.slice(0, 1))).sqlite;
  first.exec(
    `${insertAccount} ('a', 'lanying', 'Work', 'https://x', 'app', NULL, '7', 0, 0, 1, 'os', NULL, 1)`,
  );
  first.exec(`INSERT INTO settings VALUES ('theme', '"dark"')`);
  first.close();
  const { sqlite } = openFile(file, cacheSchema);
  expect(sqlite.prepare("SELECT name, self_id, directory, api_urls FROM accounts").all()).toEqual([
    { name: "Work", self_id: "7", directory: null, api_urls: "[]" },
  ]);
  expect(sqlite.prepare("SELECT value FROM settings").pluck().get()).toBe('"dark"');
  sqlite.close();
});

test("cards from before people had profiles are the names that are shown, until somebody has a better one", async () => {
  const file = join(await tempFolder(), "data.sqlite3");
  const before = openFile(file, withSteps(migrations.filter(({ version }) => version < 10))).sqlite;
  before.exec(`
    ${insertAccount} ('a', 'lanying', 'Work', 'https://x', 'app', NULL, '7', 0, 0, 1, 'os', NULL, 1);
    INSERT INTO groups (account_id, group_id, name, search_text, role) VALUES ('a', '1', 'Chess', 'chess', 0);
    INSERT INTO members (group_key, member_id, name, search_text, role, pinyin)
      VALUES (1, '7', '李明', '李明' || char(10) || '7', 0, 'Lm'), (1, '8', '', char(10) || '8', 2, '');
  `);
  before.close();
  const { sqlite } = openFile(file, cacheSchema);
  const members = () => sqlite.prepare("SELECT name, card, pinyin FROM members ORDER BY key").raw().all();
  expect(members()).toEqual([
    ["李明", "李明", "Lm"],
    ["", "", ""],
  ]);
  sqlite.exec(
    "INSERT INTO people (account_id, person_id, nick_name) VALUES ('a', '7', 'Mimi'), ('a', '8', 'Ben')",
  );
  // The nickname is found too, so the sound is worked out again.
  expect(members()).toEqual([
    ["李明", "李明", null],
    ["Ben", "", null],
  ]);
  sqlite.exec("UPDATE people SET note = '会长' WHERE person_id = '7'");
  expect(members()[0]).toEqual(["会长", "李明", null]);
  sqlite.exec("UPDATE members SET card = '李小明' WHERE member_id = '7'");
  sqlite.exec("UPDATE people SET note = '' WHERE person_id = '7'");
  expect(members()[0]).toEqual(["李小明", "李小明", null]);
  sqlite.close();
});

test("a step that fails leaves the version before it", async () => {
  const file = join(await tempFolder(), "data.sqlite3");
  const broken = {
    version: migrations.length + 1,
    sql: "CREATE TABLE half (x TEXT) STRICT; SELECT nonsense;",
  };
  expect(() => openFile(file, withSteps([...migrations, broken]))).toThrow(/nonsense/);
  // Nobody holds it open any more: only then does SQLite leave the write-ahead mode, and Windows let go of the file.
  const alone = new Sqlite(file);
  expect(alone.pragma("journal_mode = DELETE", { simple: true })).toBe("delete");
  alone.close();
  const { sqlite, openingNotice } = openFile(file, cacheSchema);
  expect(openingNotice).toBeNull();
  expect(sqlite.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
  sqlite.close();
});

test("every table is strict, and what belongs to an account leaves with it", async () => {
  const { sqlite } = openFile(join(await tempFolder(), "data.sqlite3"), cacheSchema);
  const loose = sqlite
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  expect(loose).toEqual([]);
  sqlite.exec(`
    INSERT INTO accounts (id, kind, name, api_url, app_id, is_demo, allows_insecure_http, can_renew, secret_place, created_at)
      VALUES ('a', 'lanying', 'Work', 'https://x', 'app', 0, 0, 1, 'os', 1);
    INSERT INTO groups (account_id, group_id, name, search_text, role) VALUES ('a', '1', 'Chess', 'chess', 0);
    INSERT INTO members (group_key, member_id, name, search_text, role) VALUES (1, '7', 'Me', 'me', 0);
    INSERT INTO people (account_id, person_id, nick_name) VALUES ('a', '7', 'Me');
    DELETE FROM accounts;
  `);
  expect(
    sqlite
      .prepare(
        "SELECT (SELECT count(*) FROM groups) + (SELECT count(*) FROM members) + (SELECT count(*) FROM people)",
      )
      .pluck()
      .get(),
  ).toBe(0);
  sqlite.close();
});
