import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createActivityService } from "../../main/features/activity/activity-service.ts";
import { openDatabase } from "../../main/platform/database/open-database.ts";
import { activityCalls } from "../../shared/ipc/activity-calls.ts";
import type { CallInput } from "../../shared/ipc/contract.ts";
import { atMostAbsolute, type Figure, percentile } from "./figure.ts";

const rowCount = 1_000_000;
const reads = 100;
const accountId = "11111111-1111-4111-8111-111111111111";

/** A journal of a million rows: any window of it, and a search asked for the first time. */
export async function activityBench(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "qunzhu-bench-"));
  const journal = await openDatabase(join(folder, "journal.sqlite"), "journal");
  try {
    await journal.run(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO activities (at, account_id, kind, group_id, group_name, target_id, target_name, outcome, search_text)
       SELECT i, ?, CASE i % 3 WHEN 0 THEN 'mute' WHEN 1 THEN 'kick' ELSE 'seen_joined' END,
         'g' || i % 200, 'Group ' || i % 200, 't' || i, 'Member ' || i, 'done',
         'member ' || i || char(10) || 't' || i || char(10) || 'group ' || i % 200 FROM n`,
      [rowCount, accountId],
    );
    const service = createActivityService({ journal, emit: () => undefined });
    const time = async (input: CallInput<"activity.window">) => {
      const query = activityCalls["activity.window"].input.parse(input);
      const began = performance.now();
      await service.window(query);
      return performance.now() - began;
    };
    const offsets = Array.from({ length: reads }, (_, at) => Math.floor((at / reads) * 600_000));
    const opened = await time({});
    const windows = await inTurn(offsets, (offset) => time({ offset }));
    await time({ who: "mine" });
    const filtered = await inTurn(offsets, (offset) => time({ offset, who: "mine" }));
    const search = await time({ query: "member 99999" });
    return [
      atMostAbsolute("activity, 1,000,000 rows, opened", "ms", opened, 500),
      atMostAbsolute("activity window of 100, p95", "ms", percentile(windows, 0.95), 10),
      atMostAbsolute("activity window under a filter, p95", "ms", percentile(filtered, 0.95), 10),
      atMostAbsolute("activity, a new search", "ms", search, 1000),
    ];
  } finally {
    await journal.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function inTurn(offsets: readonly number[], time: (offset: number) => Promise<number>) {
  const times: number[] = [];
  for (const offset of offsets) times.push(await time(offset));
  return times;
}
