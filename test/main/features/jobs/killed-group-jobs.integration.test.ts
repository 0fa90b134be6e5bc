import { expect, onTestFinished, test } from "vitest";
import type { GroupAction } from "../../../../shared/domain/job.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { demoClient } from "../../demo/demo-client.ts";
import { expectToldOnce, runKilled, stopsFrom } from "./killed-world.ts";
import { openJobs } from "./open-jobs.ts";

/** Groups of our own, and a job over all of them that is killed at several places between call and record. */
async function killedWorld(action: GroupAction, kills: number, seed: number) {
  const demo = await runningDemo();
  const folder = await tempFolder();
  const client = await demoClient(demo);
  for (let at = 0; at < kills * 2; at += 1) {
    await client.call("/group/create", { name: `Group ${at}`, type: 0 });
  }
  const ours = async () => (await demo.inspect()).groups.filter(({ name }) => name.startsWith("Group "));
  const groupIds = (await ours()).map(({ id }) => id);
  const run = (stopAt: ReturnType<ReturnType<typeof stopsFrom>> | null) =>
    runKilled({ folder, demo, wish: { groupIds, action }, chunkSize: 10, stopAt });
  const nextStop = stopsFrom(seed);
  for (let kill = 0; kill < kills; kill += 1) await run(nextStop());
  await run(null);

  const opened = await openJobs({ folder, demo });
  onTestFinished(() => opened.close());
  const [job] = await opened.jobs.list();
  const total = groupIds.length;
  expect(job).toMatchObject({ state: "done", total, counts: { done: total } });
  const report = await opened.jobs.report(job?.id ?? "");
  expect(report.map(({ groupId }) => groupId)).toEqual(groupIds);
  await expectToldOnce(opened, job?.id ?? "", total);
  return { ours };
}

test("killed between call and record, an announcement reaches every group once", async () => {
  const action: GroupAction = { type: "announce", title: "Once", content: "and only once" };
  const { ours } = await killedWorld(action, 6, 20_260_721);
  const counts = (await ours()).map(
    ({ announcements }) => announcements.filter(({ title }) => title === "Once").length,
  );
  expect(counts).toEqual(counts.map(() => 1));
});

test("killed between call and record, settings are as wished in every group", async () => {
  const changes = { joinRule: "closed", hasReadReceipts: true } as const;
  const { ours } = await killedWorld({ type: "apply_settings", changes }, 4, 20_260_722);
  for (const group of await ours()) expect(group).toMatchObject({ applyApproval: 2, readAck: true });
});
