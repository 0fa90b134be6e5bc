import { chmodSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliWorld, createCliWorld } from "./cli-world.ts";

let world: CliWorld;
beforeAll(async () => {
  world = await createCliWorld();
});
afterAll(() => world?.stop());

async function failing(data: string) {
  const { code, stdout, stderr } = await world.run(["--data", data, "account", "list"]);
  expect(stderr).toBe("");
  return { code, document: JSON.parse(stdout) as { ok: boolean; code?: string; message?: string } };
}

const prepared = (name: string, make: (folder: string) => void) => {
  const folder = join(world.folder, name);
  mkdirSync(folder);
  make(folder);
  return folder;
};

test("a data folder that is a file is an error document, and so is one inside a file", async () => {
  const file = join(world.folder, "a-file");
  writeFileSync(file, "somebody's");
  for (const data of [file, join(file, "data")]) {
    expect(await failing(data)).toMatchObject({
      code: 1,
      document: { ok: false, code: "file_error", message: expect.stringContaining("data folder") },
    });
  }
});

test.each(["cache", "journal"])("a %s that cannot be opened is an error document", async (name) => {
  const data = prepared(`no-${name}`, (folder) => mkdirSync(join(folder, `${name}.sqlite`)));
  expect(await failing(data)).toMatchObject({
    code: 1,
    document: { ok: false, code: "storage", message: expect.stringContaining(name) },
  });
});

test.each([
  ["newer than this version", 9999],
  ["older than its tables", 1],
])("databases %s are set aside, and the command runs", async (_name, version) => {
  const data = join(world.folder, `version-${version}`);
  expect(await failing(data)).toMatchObject({ code: 0 });
  for (const name of ["cache", "journal"]) {
    const sqlite = new Sqlite(join(data, `${name}.sqlite`));
    sqlite.pragma(`user_version = ${version}`);
    sqlite.close();
  }
  expect(await failing(data)).toMatchObject({ code: 0, document: { ok: true } });
});

test("a damaged entry and a lost journal are told by the command that finds them, once", async () => {
  const data = join(world.folder, "damaged-journal");
  expect((await failing(data)).document).not.toHaveProperty("notices");
  const file = join(data, "journal.sqlite");
  const sqlite = new Sqlite(file);
  // As a flipped bit does it: nobody counts the row's checksum anew.
  sqlite.exec("DROP TRIGGER protected_people_checksum_on_insert");
  sqlite.exec("INSERT INTO protected_people (account_id, user_id, checksum) VALUES ('a', 'b', 1)");
  sqlite.close();
  expect(await failing(data)).toMatchObject({
    code: 0,
    document: {
      ok: true,
      notices: [{ kind: "journal_damaged" }, { kind: "journal_rows_damaged", detail: "1" }],
    },
  });
  expect((await failing(data)).document).not.toHaveProperty("notices");
  truncateSync(file, 0);
  expect(await failing(data)).toMatchObject({
    code: 0,
    document: { ok: true, notices: [{ kind: "journal_lost", message: expect.stringContaining("journal") }] },
  });
  expect((await failing(data)).document).not.toHaveProperty("notices");
});

// Root may write everywhere, and Windows has no such bits.
if (process.platform !== "win32" && process.getuid?.() !== 0) {
  test("a data folder that may not be written is an error document", async () => {
    const data = prepared("read-only", (folder) => chmodSync(folder, 0o500));
    expect(await failing(data)).toMatchObject({
      code: 1,
      document: { ok: false, code: "file_error", message: expect.stringContaining("not allowed") },
    });
    chmodSync(data, 0o700);
  });
}
