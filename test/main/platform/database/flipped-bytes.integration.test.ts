import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { openFile } from "../../../../main/platform/database/open-file.ts";
import { tableNamesOf } from "../../../../main/platform/database/row-checksums.ts";
import { journalSchema } from "../../../../main/platform/database/schemas.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { fillJournal } from "./full-journal.ts";

const flips = 240;
/** What a damaged page can hold at most of the rows written here. */
const rowsOfTwoPages = 260;

/** Deterministic: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const bookkeeping = new Set(["damaged_rows", "journal_state"]);

/** Every row of every table as text, by table. */
function everyRow(sqlite: Sqlite.Database): Map<string, Set<string>> {
  return new Map(
    tableNamesOf(sqlite)
      .filter((name) => !bookkeeping.has(name))
      .map((name) => {
        const rows = sqlite.prepare(`SELECT * FROM ${name}`).all() as object[];
        return [name, new Set(rows.map((row) => JSON.stringify({ ...row, checksum: null })))];
      }),
  );
}

test("of 240 flipped bytes none changes a row silently, and none costs more than what lay around it", async () => {
  const folder = await tempFolder();
  const whole = join(folder, "whole.sqlite");
  fillJournal(whole);
  const bytes = readFileSync(whole);
  const opened = openFile(whole, journalSchema);
  const before = everyRow(opened.sqlite);
  opened.sqlite.close();
  expect(opened.openingLosses).toEqual({ damagedRows: 0, lostWrites: 0 });

  const next = random(20_261_130);
  const seen = { told: 0, harmless: 0 };
  for (let flip = 0; flip < flips; flip += 1) {
    const at = Math.floor(next() * bytes.length);
    const bit = 1 << Math.floor(next() * 8);
    const file = join(folder, `flipped-${flip}.sqlite`);
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ bit;
    writeFileSync(file, flipped);
    copyFileSync(`${whole}-mark`, `${file}-mark`);
    const what = `flip ${flip}: bit ${bit} of byte ${at}`;

    const { sqlite, openingNotice, openingLosses } = openFile(file, journalSchema);
    const isTold = openingNotice !== null || openingLosses.damagedRows > 0;
    let missing = 0;
    for (const [table, rows] of everyRow(sqlite)) {
      const written = before.get(table) ?? new Set();
      const changed = [...rows].filter((row) => !written.has(row));
      expect(changed, `${what}: ${table}`).toEqual([]);
      missing += written.size - rows.size;
    }
    // What a filter finds by an index is what stands in the table.
    const byIndex = sqlite.prepare("SELECT count(*) FROM activities WHERE account_id = 'account'").pluck();
    const byTable = sqlite.prepare("SELECT count(*) FROM activities NOT INDEXED").pluck();
    expect(byIndex.get(), what).toBe(byTable.get());
    sqlite.close();
    if (missing > 0) expect(isTold, `${what}: ${missing} rows are missing`).toBe(true);
    expect(missing, what).toBeLessThanOrEqual(rowsOfTwoPages);
    if (isTold) seen.told += 1;
    else seen.harmless += 1;
  }
  // Most bytes of the file hold what somebody did.
  expect(seen.told).toBeGreaterThan(flips / 2);
});
