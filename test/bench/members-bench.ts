import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { startDemoInWorker } from "../../main/demo/demo.ts";
import { openFile } from "../../main/platform/database/open-file.ts";
import { cacheSchema } from "../../main/platform/database/schemas.ts";
import type { Services } from "../../main/services.ts";
import { lanyingAccount } from "../support/demo-accounts.ts";
import { insertAccount } from "../support/insert-account.ts";
import { openServices } from "../support/open-services.ts";
import { atLeast, atMostAbsolute, type Figure, median, percentile } from "./figure.ts";

const memberCount = 100_000;
const syncRounds = 3;
const reads = 200;

/** Members of a large group: from the server into SQLite against a bare insert, then windows and searches. */
export async function membersBench(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "qunzhu-bench-"));
  const demo = await startDemoInWorker({ memberCount });
  try {
    const groupId = demo.groups.extra ?? "";
    const synced: number[] = [];
    const bare: number[] = [];
    let windows: number[] = [];
    let searches: number[] = [];
    let renamed: number[] = [];
    for (let round = 0; round < syncRounds; round += 1) {
      const dataFolder = join(folder, String(round));
      const services = await openServices(dataFolder);
      const { id: accountId } = await services.accounts.add(lanyingAccount(demo));
      await services.groups.sync(accountId);
      synced.push(await milliseconds(() => services.members.sync(accountId, groupId)));
      if (round === syncRounds - 1) {
        windows = await windowTimes(services, accountId, groupId);
        searches = await searchTimes(services, accountId, groupId);
        renamed = await renamedTimes(services, accountId, groupId);
      }
      await services.close();
      bare.push(bareInsert(join(dataFolder, "cache.sqlite"), join(dataFolder, "bare.sqlite")));
    }
    const perSecond = (times: readonly number[]) => Math.round(memberCount / (median(times) / 1000));
    return [
      atLeast("members into SQLite", "rows/s", perSecond(synced), "bare insert", perSecond(bare), 0.5),
      atMostAbsolute("members window of 100, p95", "ms", percentile(windows, 0.95), 5),
      atMostAbsolute("members search, p95", "ms", percentile(searches, 0.95), 30),
      atMostAbsolute("members sorted anew, median", "ms", median(renamed), 60),
    ];
  } finally {
    await demo.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function milliseconds(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** The floor: the very rows that the sync wrote, one prepared insert, one transaction, the same table and settings. */
function bareInsert(source: string, target: string): number {
  const from = new Sqlite(source, { readonly: true });
  const rows = from
    .prepare(
      "SELECT member_id, card, name, search_text, role, joined_at, muted_until FROM members ORDER BY key",
    )
    .raw()
    .all();
  from.close();
  const { sqlite } = openFile(target, cacheSchema);
  sqlite.exec(`
    ${insertAccount} ('a', 'lanying', 'n', 'u', 'x', NULL, NULL, 0, 0, 0, 'os', NULL, 0);
    INSERT INTO groups (account_id, group_id, name, search_text, role) VALUES ('a', '1', 'g', 'g', 2);
  `);
  const insert = sqlite.prepare(
    `INSERT INTO members (group_key, member_id, card, name, search_text, role, joined_at, muted_until)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const began = performance.now();
  sqlite.transaction(() => {
    for (const row of rows) insert.run(row);
  })();
  const took = performance.now() - began;
  sqlite.close();
  return took;
}

async function windowTimes({ members }: Services, accountId: string, groupId: string): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < reads; index += 1) {
    const offset = Math.floor(((index * 7919) % reads) * (memberCount / reads));
    const query = { accountId, groupId, query: "", offset, limit: 100 };
    times.push(await milliseconds(() => members.window(query)));
  }
  return times;
}

/** The first window after somebody got another name: nothing that was sorted before can be used. */
async function renamedTimes(services: Services, accountId: string, groupId: string): Promise<number[]> {
  const { members, people } = services;
  const place = { accountId, groupId, query: "", offset: 0, limit: 100 };
  const { rows } = await members.window({ ...place, offset: memberCount / 2 });
  const times: number[] = [];
  for (const { id } of rows.slice(0, 20)) {
    await people.setNote(accountId, id, `note ${id}`);
    times.push(await milliseconds(() => members.window(place)));
  }
  return times;
}

/** Every search is another one, as when a person types: none is answered from what an earlier one kept. */
async function searchTimes({ members }: Services, accountId: string, groupId: string): Promise<number[]> {
  const inGroup = { accountId, groupId, offset: 0, limit: 100 };
  const { rows, total } = await members.window({ ...inGroup, query: "", limit: 500 });
  if (total !== memberCount) throw new Error(`${total} members arrived instead of ${memberCount}`);
  // Pieces of real names and ids, one to four characters long: from nearly everybody to a few.
  const texts = new Set<string>();
  for (const [index, { name, id }] of rows.entries()) {
    texts.add([...name].slice(index % 3, (index % 3) + 1 + (index % 4)).join(""));
    texts.add(id.slice(-1 - (index % 4)));
  }
  texts.delete("");
  const times: number[] = [];
  for (const query of [...texts].slice(0, reads)) {
    times.push(await milliseconds(() => members.window({ ...inGroup, query })));
  }
  return times;
}
