import { copyFile, open } from "node:fs/promises";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const acts = 4_000;
const losses = 60;

interface Page {
  readonly name: string;
  readonly pageno: number;
  readonly ncell: number;
}

async function fullJournal(folder: string): Promise<{ file: string; pages: readonly Page[] }> {
  const file = join(folder, "whole.sqlite");
  const journal = await openDatabase(file, "journal");
  await journal.run(
    `WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?)
     INSERT INTO activities (id, at, account_id, kind, group_id, target_name, outcome, detail, search_text)
     SELECT id, id, 'account', 'kick', id % 50, 'Somebody ' || id, 'done', 'why ' || id, 'somebody ' || id FROM n`,
    [acts],
  );
  await journal.close();
  const reading = new Sqlite(file);
  const pages = reading
    .prepare("SELECT name, pageno, ncell FROM dbstat WHERE pagetype = 'leaf' AND name LIKE '%activities%'")
    .all() as Page[];
  reading.close();
  return { file, pages };
}

test("a page that is lost costs the acts it held, wherever it lies, and an index none", async () => {
  const folder = await tempFolder();
  const { file, pages } = await fullJournal(folder);
  const ofTable = pages.filter(({ name }) => name === "activities");
  expect(ofTable.length).toBeGreaterThan(losses);
  for (let loss = 0; loss < losses; loss += 1) {
    // Spread over the whole file; every fifth from an index.
    const among = loss % 5 === 4 ? pages.filter(({ name }) => name !== "activities") : ofTable;
    const page = among[Math.floor((loss / losses) * among.length)] as Page;
    const damaged = join(folder, `lost-${loss}.sqlite`);
    await copyFile(file, damaged);
    const bytes = await open(damaged, "r+");
    await bytes.write(Buffer.alloc(4096, 0xa5), 0, 4096, (page.pageno - 1) * 4096);
    await bytes.close();

    const journal = await openDatabase(damaged, "journal");
    const [row] = await journal.all<{ kept: number }>("SELECT count(*) AS kept FROM activities");
    await journal.close();
    expect(journal.openingNotice?.kind, `page ${page.pageno} of ${page.name}`).toBe("database_damaged");
    expect(row?.kept, `page ${page.pageno} of ${page.name}`).toBe(
      page.name === "activities" ? acts - page.ncell : acts,
    );
  }
});
