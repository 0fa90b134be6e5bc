import { expect, test } from "vitest";
import { lostAnswerPausesMs } from "../../../../main/backends/lanying/open-points.ts";
import { patientReadBack } from "../../../support/patient-read-back.ts";
import { demoClient } from "../../demo/demo-client.ts";
import { jobsWorld } from "./jobs-world.ts";

/** Jobs on a demo whose reads lag from when the plan is made; its clock moves on while they look again. */
async function laggingJobs(readLagMs: number) {
  const startedAt = Date.now();
  const world = await jobsWorld({
    readBackOf: (demo) => patientReadBack(demo, lostAnswerPausesMs),
    now: () => startedAt,
  });
  const { demo, jobs } = world;
  return {
    ...world,
    async run(planId: string) {
      await demo.control({ position: { readLagMs } });
      return await jobs.ended((await jobs.run(planId)).id);
    },
  };
}

test("settings of many groups are done once they show, and unknown where they never do", async () => {
  for (const [readLagMs, outcome] of [
    [1000, "done"],
    [60_000, "unknown"],
  ] as const) {
    const { demo, planGroups, run, results, requestsTo } = await laggingJobs(readLagMs);
    const changes = { joinRule: "closed", showsHistory: true } as const;
    const { planId } = await planGroups([demo.groups.owned, demo.groups.admin], {
      type: "apply_settings",
      changes,
    });
    const job = await run(planId);
    expect((await results(job.id)).map((result) => result.outcome)).toEqual([outcome, outcome]);
    expect(await requestsTo("/group/settings/history_visible")).toBe(2);
  }
});

test.each(["kick", "mute", "promote", "block"] as const)(
  "a %s whose answer is lost is found done though the lists lag, and is not sent again",
  async (type) => {
    // As long as the vendor's own caller looks again after a write.
    const { demo, plan, run, results, plainMembers, requestsTo } = await laggingJobs(5000);
    const groupId = demo.groups.owned;
    const people = (await plainMembers(groupId)).slice(0, 2);
    const action = type === "mute" ? ({ type, minutes: 10 } as const) : ({ type } as const);
    const path = { kick: "kick", mute: "ban", promote: "admin/add", block: "block" }[type];
    const { planId } = await plan(groupId, people, action);
    await demo.control({ fault: { path: `/group/${path}$`, failTimes: 1, loseAnswer: true } });
    const job = await run(planId);
    expect((await results(job.id)).map(({ outcome }) => outcome)).toEqual(["done", "done"]);
    expect(await requestsTo(`/group/${path}`)).toBe(1);
  },
);

test("whoever was kicked is gone from the cached list when the job's lists are read, though they lag", async () => {
  const { demo, plan, run, plainMembers, opened, accountId } = await laggingJobs(1000);
  const groupId = demo.groups.owned;
  const [person = ""] = await plainMembers(groupId);
  const { planId } = await plan(groupId, [person], { type: "kick" });
  await run(planId);
  await opened.jobs.settled();
  await expect(opened.members.get(accountId, groupId, person)).rejects.toMatchObject({ code: "not_found" });
});

test("whoever was muted is marked in the cached list, and everybody is told once the lists show it", async () => {
  const { demo, plan, run, plainMembers, opened, accountId } = await laggingJobs(1000);
  const groupId = demo.groups.owned;
  const [person = ""] = await plainMembers(groupId);
  const { planId } = await plan(groupId, [person], { type: "mute", minutes: 10 });
  opened.emitted.length = 0;
  await run(planId);
  await opened.jobs.settled();
  expect((await opened.members.get(accountId, groupId, person)).mutedUntil).not.toBeNull();
  expect(opened.emitted.filter(({ name }) => name === "administration.changed")).toHaveLength(2);
});

test("announcements, mutes of everybody and deleted files show when their job's lists are read", async () => {
  const { demo, planGroups, run, opened, accountId, jobs } = await laggingJobs(1000);
  const groupId = demo.groups.owned;
  const hello = { type: "announce", title: "Hello", content: "all" } as const;
  await run((await planGroups([groupId], hello)).planId);
  await opened.jobs.settled();
  const { rows } = await opened.announcements.list(accountId, groupId);
  expect(rows.map(({ title }) => title)).toContain("Hello");
  await run((await planGroups([groupId], { type: "mute_all", minutes: -1 })).planId);
  await opened.jobs.settled();
  expect((await opened.groups.get(accountId, groupId)).mutedUntil).toBe(-1);
  const [file] = await opened.files.readBack(accountId, groupId);
  const items = [{ groupId, targetId: file?.id ?? "" }];
  await run((await jobs.planItems({ accountId, items, action: { type: "delete_files" } })).planId);
  await opened.jobs.settled();
  const window = { accountId, groupId, query: "", sort: "name", offset: 0, limit: 500 } as const;
  expect((await opened.files.window(window)).rows.map(({ id }) => id)).not.toContain(file?.id);
});

test("approved people do not wait again in the inbox while its list lags", async () => {
  const { demo, run, results, opened, accountId, jobs } = await laggingJobs(60_000);
  const groupId = demo.groups.owned;
  const emma = await demoClient(demo, "emma");
  await emma.call("/group/apply", { group_id: groupId });
  await opened.groups.sync(accountId);
  await opened.inbox.sync();
  const { rows } = await opened.inbox.list({ showsDecided: false });
  const items = rows
    .filter((row) => row.groupId === groupId && row.kind === "application")
    .map(({ personId: targetId }) => ({ groupId, targetId }));
  expect(items.length).toBeGreaterThan(0);
  const { planId } = await jobs.planItems({ accountId, items, action: { type: "approve_applications" } });
  const job = await run(planId);
  await opened.jobs.settled();
  expect((await results(job.id)).every(({ outcome }) => outcome === "done")).toBe(true);
  const after = (await opened.inbox.list({ showsDecided: true })).rows;
  const statusOf = (personId: string) =>
    after.find((row) => row.kind === "application" && row.groupId === groupId && row.personId === personId)
      ?.status;
  expect(items.map(({ targetId }) => statusOf(targetId))).toEqual(items.map(() => "accepted"));
});

test("a job taken back as soon as it ended is taken back everywhere, though lists do not show yet what it did", async () => {
  const { demo, planGroups, plan, plainMembers, run, jobs, results } = await laggingJobs(1000);
  const { owned, admin } = demo.groups;
  const hello = { type: "announce", title: "Hello", content: "all" } as const;
  const [person = ""] = await plainMembers(owned);
  for (const { planId } of [
    await planGroups([owned, admin], hello),
    await plan(owned, [person], { type: "mute", minutes: 10 }),
  ]) {
    const job = await run(planId);
    const undo = await jobs.planUndo(job.id);
    expect(undo.leftOut).toEqual([]);
    const undone = await run(undo.planId);
    expect((await results(undone.id)).every(({ outcome }) => outcome === "done")).toBe(true);
  }
});
