import { copyFile, open, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Database } from "../../../../main/platform/database/database.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

async function opened(file: string): Promise<Database> {
  const journal = await openDatabase(file, "journal");
  onTestFinished(() => journal.close().catch(() => undefined));
  return journal;
}

const keep = (journal: Database, at: number) =>
  journal.run(
    "INSERT INTO activities (at, account_id, kind, outcome, search_text) VALUES (?, 'a', 'kick', 'done', '')",
    [at],
  );

async function acts(journal: Database): Promise<number> {
  const [row] = await journal.all<{ count: number }>("SELECT count(*) AS count FROM activities");
  return row?.count ?? -1;
}

/** A journal with twenty acts, closed in order. */
async function usedJournal(): Promise<string> {
  const file = join(await tempFolder(), "journal.sqlite");
  const journal = await opened(file);
  for (let at = 0; at < 20; at += 1) await keep(journal, at);
  await journal.close();
  return file;
}

/** The same as a process leaves it that was killed: forty acts, the last twenty only in the write-ahead log. */
async function cutJournal(): Promise<string> {
  const used = await usedJournal();
  const journal = await opened(used);
  for (let at = 20; at < 40; at += 1) await keep(journal, at);
  const file = `${used}-cut`;
  for (const part of ["", "-wal", "-mark"]) await copyFile(used + part, file + part);
  return file;
}

const nothingLost = { damagedRows: 0, lostWrites: 0 };

test("in a fresh folder nothing is lost, nor where all was closed in order", async () => {
  const file = await usedJournal();
  const again = await opened(file);
  expect(again.openingNotice).toBeNull();
  expect(again.openingLosses).toEqual(nothingLost);
  expect(await acts(again)).toBe(20);
});

test("what a killed process left in the log is not lost", async () => {
  const journal = await opened(await cutJournal());
  expect(journal.openingNotice).toBeNull();
  expect(journal.openingLosses).toEqual(nothingLost);
  expect(await acts(journal)).toBe(40);
});

test.each([
  ["of no bytes", (file: string) => truncate(file, 0)],
  ["of one byte", (file: string) => truncate(file, 1)],
  ["that is gone", (file: string) => rm(file)],
])("a journal %s where one was before is lost, told once, and a new one is begun", async (_, damage) => {
  const file = await usedJournal();
  await damage(file);
  const journal = await opened(file);
  expect(journal.openingNotice?.kind).toBe("database_lost");
  const keptAs = journal.openingNotice?.keptAs ?? null;
  if (keptAs !== null) expect((await stat(keptAs)).size).toBeLessThan(512);
  await keep(journal, 1);
  expect(await acts(journal)).toBe(1);
  await journal.close();
  expect((await opened(file)).openingNotice).toBeNull();
});

test("another journal in its place is told", async () => {
  const [file, other] = [await usedJournal(), await usedJournal()];
  await copyFile(other, file);
  expect((await opened(file)).openingNotice).toEqual({ kind: "database_lost", keptAs: null });
});

test("a journal whose file was emptied is brought back from its log as far as that goes", async () => {
  const file = await cutJournal();
  await truncate(file, 0);
  const journal = await opened(file);
  expect(journal.openingNotice?.kind).toBe("database_lost");
  expect(await acts(journal)).toBeGreaterThanOrEqual(20);
});

test("where only the log is left it is kept aside and never replayed into the new file", async () => {
  const file = await cutJournal();
  await rm(file);
  const journal = await opened(file);
  expect(journal.openingNotice?.kind).toBe("database_lost");
  expect((await stat(`${journal.openingNotice?.keptAs}-wal`)).size).toBeGreaterThan(0);
  await keep(journal, 1);
  expect(await acts(journal)).toBeGreaterThanOrEqual(1);
});

test("a journal that was cut off keeps what is left of it, and says so", async () => {
  const file = await usedJournal();
  const { size } = await stat(file);
  await truncate(file, Math.floor(size / 2 / 4096) * 4096);
  expect((await opened(file)).openingNotice?.kind).toBe("database_damaged");
});

test.each([
  ["is gone", (file: string) => rm(`${file}-wal`)],
  [
    "was cut",
    async (file: string) => truncate(`${file}-wal`, Math.floor((await stat(`${file}-wal`)).size * 0.6)),
  ],
  [
    "has a flipped byte",
    async (file: string) => {
      const log = await open(`${file}-wal`, "r+");
      const at = Math.floor((await log.stat()).size / 2);
      const byte = Buffer.alloc(1);
      await log.read(byte, 0, 1, at);
      await log.write(Buffer.from([(byte[0] ?? 0) ^ 4]), 0, 1, at);
      await log.close();
    },
  ],
])("acts that went with a log that %s are told, to the number, once", async (_, damage) => {
  const file = await cutJournal();
  await damage(file);
  const journal = await opened(file);
  const kept = await acts(journal);
  expect(kept).toBeLessThan(40);
  expect(journal.openingNotice).toBeNull();
  expect(journal.openingLosses).toEqual({ damagedRows: 0, lostWrites: 40 - kept });
  await journal.close();
  expect((await opened(file)).openingLosses).toEqual(nothingLost);
});

test("an older copy put in the journal's place is told", async () => {
  const file = await usedJournal();
  await copyFile(file, `${file}-backup`);
  const journal = await opened(file);
  await keep(journal, 20);
  await journal.close();
  await copyFile(`${file}-backup`, file);
  expect((await opened(file)).openingLosses).toEqual({ damagedRows: 0, lostWrites: 1 });
});

test("a mark that cannot be read claims no loss, except that there was a journal", async () => {
  const file = await usedJournal();
  await writeFile(`${file}-mark`, "nonsense");
  const journal = await opened(file);
  expect(journal.openingNotice).toBeNull();
  expect(journal.openingLosses).toEqual(nothingLost);
  await journal.close();
  expect(await readFile(`${file}-mark`, "latin1")).toMatch(/^[0-9a-f]{32} +20 /);
  await writeFile(`${file}-mark`, "nonsense");
  await truncate(file, 0);
  expect((await opened(file)).openingNotice?.kind).toBe("database_lost");
});

test("a row that does not hold what was written is set aside, with what belongs to it, and told once", async () => {
  const file = await usedJournal();
  const first = await opened(file);
  await first.transaction([
    {
      sql: `INSERT INTO jobs (id, account_id, action, state, created_at, runner, runner_pid, heartbeat_at)
        VALUES ('damaged job', 'a', '{}', 'done', 1, 'r', 1, 1), ('whole job', 'a', '{}', 'done', 1, 'r', 1, 1)`,
    },
    {
      sql: `INSERT INTO job_targets (job_id, position, group_id, target_id, name, search_text, outcome, is_left_out)
        VALUES ('damaged job', 1, 'g', 'p', '', '', 'done', 0), ('whole job', 1, 'g', 'p', '', '', 'done', 0)`,
    },
    { sql: "UPDATE jobs SET state = 'paused' WHERE id = 'damaged job'" },
  ]);
  await first.close();
  const bytes = await readFile(file);
  const damaged = Buffer.from(bytes);
  // The action: SQLite itself holds nothing against it.
  damaged.write("{]", bytes.indexOf("{}paused"));
  await writeFile(file, damaged);

  const journal = await opened(file);
  expect(journal.openingNotice).toBeNull();
  expect(journal.openingLosses).toEqual({ damagedRows: 2, lostWrites: 0 });
  expect(await journal.all("SELECT id FROM jobs")).toEqual([{ id: "whole job" }]);
  expect(await journal.all("SELECT job_id AS id FROM job_targets")).toEqual([{ id: "whole job" }]);
  expect(await journal.all("SELECT table_name AS name FROM damaged_rows")).toEqual([
    { name: "jobs" },
    { name: "job_targets" },
  ]);
  await journal.close();
  expect((await opened(file)).openingLosses).toEqual(nothingLost);
});

test("writing over a damaged row does not make it whole", async () => {
  const file = await usedJournal();
  const first = await opened(file);
  await first.run("INSERT INTO person_notes (account_id, person_id, note) VALUES ('a', 'p', 'a note')");
  // As a flipped bit does it, while the file is open.
  await first.run("UPDATE person_notes SET checksum = checksum + 1");
  await first.run("UPDATE person_notes SET note = 'another'");
  await first.close();
  const journal = await opened(file);
  expect(journal.openingLosses.damagedRows).toBe(1);
  expect(await journal.all("SELECT note FROM person_notes")).toEqual([]);
});
