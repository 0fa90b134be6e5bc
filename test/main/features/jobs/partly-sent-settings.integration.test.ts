import { expect, test } from "vitest";
import { undoOf } from "../../../../shared/domain/undo.ts";
import { AppError } from "../../../../shared/errors.ts";
import { demoClient } from "../../demo/demo-client.ts";
import { jobsWorld } from "./jobs-world.ts";
import { withAdministration } from "./jobs-world-backend.ts";

const changes = { hasReadReceipts: true, showsHistory: true, joinRule: "closed" } as const;
const template = { type: "apply_settings", changes } as const;
const tooMany = () => new AppError("rate_limited", "slow down", { retryAfterMs: 1 });

/** Settings of which each call first meets what a test has put there. */
async function worldWithTrouble() {
  const trouble: ((call: number) => Promise<void>)[] = [];
  let calls = 0;
  const world = await jobsWorld({
    wrap: withAdministration((real) => ({
      async changeSetting(...change) {
        calls += 1;
        for (const meet of trouble) await meet(calls);
        await real.changeSetting(...change);
      },
    })),
  });
  return { ...world, trouble, calls: () => calls, owned: world.demo.groups.owned };
}

test("too many requests between two settings of a group: the rest follows, and nothing is set twice", async () => {
  const { trouble, runGroups, results, calls, owned } = await worldWithTrouble();
  trouble.push(async (call) => {
    if (call === 2 || call === 3) throw tooMany();
  });
  const job = await runGroups([owned], template);
  expect(await results(job.id)).toMatchObject([{ outcome: "done" }]);
  expect(calls()).toBe(5);
});

test("a connection lost between two settings pauses; cancelled, the group is told as done in part, once", async () => {
  const { demo, trouble, planGroups, jobs, results, told, group, owned } = await worldWithTrouble();
  const plan = await planGroups([owned, demo.groups.admin], template);
  trouble.push(async (call) => {
    if (call < 2) return;
    await demo.control({ fault: { path: "/group/settings$", failTimes: 30, dropConnection: true } });
    throw new AppError("offline", "gone");
  });
  const { id } = await jobs.run(plan.planId);
  expect(await jobs.ended(id)).toMatchObject({ state: "paused", pausedBy: "offline" });
  expect(await told(id)).toEqual([]);
  await demo.control({ clearFaults: true });
  trouble.length = 0;
  trouble.push(async () => {
    throw new AppError("insecure", "the certificate is not trusted");
  });
  await jobs.resume(id);
  expect(await jobs.ended(id)).toMatchObject({ state: "paused", pausedBy: "insecure" });
  await jobs.cancel(id);
  expect(await group(owned)).toMatchObject({ readAck: true });
  expect(await results(id)).toMatchObject([
    { groupId: owned, outcome: "refused", reason: expect.stringMatching(/^showsHistory, joinRule: not set/) },
    { groupId: demo.groups.admin, outcome: "cancelled", reason: null },
  ]);
  expect(await told(id)).toMatchObject([{ groupId: owned, outcome: "refused" }]);
  expect(await jobs.get(id)).toMatchObject({ counts: { done: 0 }, canUndo: true });
  trouble.length = 0;
  const undo = await jobs.planUndo(id);
  expect(undo.targets).toMatchObject([
    { groupId: owned, changes: [{ setting: "hasReadReceipts", to: false }] },
  ]);
});

test("where nothing succeeded but one group was left half set, what was set is taken back, once", async () => {
  const { trouble, runGroups, runPlan, jobs, told, group, owned } = await worldWithTrouble();
  const before = await group(owned);
  trouble.push(async (call) => {
    if (call === 2) throw new AppError("refused", "no");
  });
  const job = await runGroups([owned], template);
  expect(job).toMatchObject({ state: "done", counts: { done: 0, refused: 1 }, canUndo: true });
  expect(await jobs.list()).toMatchObject([{ id: job.id, canUndo: true }]);
  const [row] = await told(job.id);
  expect(row && undoOf(row, await jobs.list(), Date.now())).toEqual({ type: "job", jobId: job.id });
  const undo = await jobs.planUndo(job.id);
  expect(undo.targets).toMatchObject([{ changes: [{ setting: "hasReadReceipts", from: true, to: false }] }]);
  const undone = await runPlan(undo);
  expect(undone.counts).toMatchObject({ done: 1 });
  expect(await group(owned)).toEqual(before);
  expect(await jobs.get(job.id)).toMatchObject({ canUndo: false });
  expect(await told(job.id)).toMatchObject([{ outcome: "refused", takenBack: { at: expect.any(Number) } }]);
});

test("a job that was refused from its first setting on offers nothing to take back", async () => {
  const { trouble, runGroups, jobs, group, owned } = await worldWithTrouble();
  const before = await group(owned);
  trouble.push(async () => {
    throw new AppError("refused", "no");
  });
  const job = await runGroups([owned], template);
  expect(job).toMatchObject({ counts: { done: 0, refused: 1 }, canUndo: false });
  expect(await group(owned)).toEqual(before);
  await expect(jobs.planUndo(job.id)).rejects.toMatchObject({ code: "invalid" });
});

test("what was set of a group of which one setting failed is taken back too, if it is still so", async () => {
  const { demo, trouble, planGroups, runPlan, jobs, group, owned } = await worldWithTrouble();
  const { admin } = demo.groups;
  const before = await group(owned);
  const plan = await planGroups([owned, admin], template);
  trouble.push(async (call) => {
    if (call === 3) throw new AppError("refused", "no");
  });
  const job = await runPlan(plan);
  expect(job.counts).toMatchObject({ refused: 1, done: 1 });
  const client = await demoClient(demo);
  await client.call("/group/settings/history_visible", { group_id: owned, value: before.historyVisible });
  const undo = await jobs.planUndo(job.id);
  expect(undo.targets.find(({ groupId }) => groupId === owned)?.changes).toEqual([
    { setting: "hasReadReceipts", from: true, to: false },
  ]);
  await runPlan(undo);
  expect(await group(owned)).toEqual(before);
});

test("a setting that the server does not tell is believed when it was answered, and unknown when it was not", async () => {
  const lost = new AppError("outcome_unknown", "the connection broke off");
  const { demo, runGroups, jobs, results } = await jobsWorld({
    wrap: withAdministration((real) => ({
      settings: async (...asked) => ({ ...(await real.settings(...asked)), pushMode: null }),
      async changeSetting(groupId, setting, value) {
        await real.changeSetting(groupId, setting, value);
        if (groupId === demo.groups.admin) throw lost;
      },
    })),
  });
  const { owned, admin } = demo.groups;
  const job = await runGroups([owned, admin], { type: "apply_settings", changes: { pushMode: "none" } });
  expect(await results(job.id)).toMatchObject([
    { groupId: owned, outcome: "done" },
    { groupId: admin, outcome: "unknown", reason: expect.stringContaining("pushMode: the answer was lost") },
  ]);
  // Nor does anybody know what it was before.
  expect((await jobs.planUndo(job.id)).leftOut).toMatchObject([
    { groupId: owned, reason: "not_readable" },
    { groupId: admin, reason: "not_readable" },
  ]);
});
