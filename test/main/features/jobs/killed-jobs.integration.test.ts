import { expect, onTestFinished, test } from "vitest";
import { runningDemo } from "../../../support/demo-world.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { demoClient } from "../../demo/demo-client.ts";
import { expectToldOnce, runKilled, type StopAt, stopsFrom } from "./killed-world.ts";
import { openJobs } from "./open-jobs.ts";

const kills = 20;
const chunkSize = 10;

test("killed at 20 points between call and record, a kick job acts on nobody twice and loses nobody", async () => {
  const nextStop = stopsFrom(20_260_720);
  const demo = await runningDemo({ memberCount: 700 });
  const folder = await tempFolder();
  const groupId = demo.groups.extra ?? "";
  const client = await demoClient(demo);
  const listed = async () => {
    const { data } = await client.call("/group/member_list", { group_id: groupId });
    return (data as { user_id: { toString(): string } }[]).map(({ user_id }) => String(user_id));
  };
  const administrators = new Set([
    demo.userId,
    ...((await demo.inspect()).groups.find(({ id }) => id === groupId)?.adminIds ?? []),
  ]);
  const everybody = (await listed()).filter((id) => !administrators.has(id));
  const userIds = everybody.slice(0, 500);

  const run = (stopAt: StopAt | null) =>
    runKilled({ folder, demo, wish: { groupId, userIds }, chunkSize, stopAt });

  const rejoined = new Set<string>();
  for (let kill = 0; kill < kills; kill += 1) {
    const before = new Set(await listed());
    await run(nextStop());
    // Some of those who were just kicked come back before the app does: a second kick would reach them.
    const after = new Set(await listed());
    const gone = userIds.filter((id) => before.has(id) && !after.has(id));
    const back = gone.slice(-3);
    if (back.length > 0) await client.call("/group/invite", { group_id: groupId, user_list: back });
    for (const id of back) rejoined.add(id);
  }
  await run(null);

  const { groups } = await demo.inspect();
  const { kickCounts = {} } = groups.find(({ id }) => id === groupId) ?? {};
  expect(Object.entries(kickCounts).filter(([, count]) => count > 1)).toEqual([]);
  const opened = await openJobs({ folder, demo });
  onTestFinished(() => opened.close());
  const [job] = await opened.jobs.list();
  expect(job).toMatchObject({ state: "done", total: 500, counts: { waiting: 0, refused: 0, cancelled: 0 } });
  await expectToldOnce(opened, job?.id ?? "", 500);
  const report = await opened.jobs.report(job?.id ?? "");
  expect(report.map(({ targetId }) => targetId)).toEqual(userIds);
  const now = new Set(await listed());
  for (const { targetId, outcome } of report) {
    if (outcome === "done") expect(kickCounts[targetId]).toBe(1);
    else {
      expect(outcome).toBe("unknown");
      expect(rejoined.has(targetId) && now.has(targetId)).toBe(true);
    }
  }
  expect(report.filter(({ outcome }) => outcome === "unknown").length).toBeGreaterThan(0);
});
