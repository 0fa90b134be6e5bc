import { expect, test } from "vitest";
import { AppError } from "../../../../shared/errors.ts";
import { demoClient } from "../../demo/demo-client.ts";
import { jobsWorld } from "./jobs-world.ts";
import { withAdministration } from "./jobs-world-backend.ts";

const hello = { type: "announce", title: "Hello", content: "To all of you" } as const;
const edit = "/group/announcement/edit";
const lost = () => new AppError("outcome_unknown", "the connection broke off");

test("an announcement whose answer is lost is found among the newest, and not sent again", async () => {
  const { demo, runGroups, results, group, requestsTo } = await jobsWorld();
  const { owned } = demo.groups;
  const { announcementCount } = await group(owned);
  await demo.control({ fault: { path: edit, failTimes: 1, loseAnswer: true } });
  const job = await runGroups([owned], hello);
  expect(await results(job.id)).toMatchObject([{ outcome: "done" }]);
  expect(await requestsTo(edit)).toBe(1);
  expect((await group(owned)).announcementCount).toBe(announcementCount + 1);
});

test("an announcement that never arrived is sent again only after two looks", async () => {
  const { demo, jobs, runGroups, results, group, requestsTo } = await jobsWorld();
  const { owned } = demo.groups;
  await demo.control({ fault: { path: edit, failTimes: 1, dropConnection: true } });
  const job = await runGroups([owned], hello);
  expect(await results(job.id)).toMatchObject([{ outcome: "done" }]);
  expect(await requestsTo(edit)).toBe(2);
  await jobs.settled();
  // One for the plan, two to be sure, one to show the list afterwards.
  expect(await requestsTo("/group/announcement/list")).toBe(4);
  expect((await group(owned)).announcements.filter(({ title }) => title === "Hello")).toHaveLength(1);
});

test("an announcement that shows only at the second look is not sent again", async () => {
  let looks = 0;
  const { demo, jobs, runGroups, results, requestsTo } = await jobsWorld({
    wrap: withAdministration((real) => ({
      async announcements(groupId, signal) {
        looks += 1;
        // The first is the plan's.
        return looks === 2 ? [] : real.announcements(groupId, signal);
      },
    })),
  });
  await demo.control({ fault: { path: edit, failTimes: 1, loseAnswer: true } });
  const job = await runGroups([demo.groups.owned], hello);
  expect(await results(job.id)).toMatchObject([{ outcome: "done" }]);
  await jobs.settled();
  expect([looks, await requestsTo(edit)]).toEqual([4, 1]);
});

const hourMs = 60 * 60_000;

test.each([-hourMs, 0, hourMs])(
  "clocks that differ by %i ms neither hide nor repeat an announcement",
  async (off) => {
    const { demo, runGroups, results, requestsTo, group } = await jobsWorld({ now: () => Date.now() + off });
    const { owned } = demo.groups;
    const client = await demoClient(demo);
    await client.call(edit, { group_id: owned, title: hello.title, content: hello.content });
    // An older one with the same words is not taken for the lost one.
    await demo.control({ fault: { path: edit, failTimes: 1, dropConnection: true } });
    const dropped = await runGroups([owned], hello);
    expect(await results(dropped.id)).toMatchObject([{ outcome: "done" }]);
    expect(await requestsTo(edit)).toBe(3);
    await demo.control({ fault: { path: edit, failTimes: 1, loseAnswer: true } });
    const lostAnswer = await runGroups([owned], hello);
    expect(await results(lostAnswer.id)).toMatchObject([{ outcome: "done" }]);
    expect(await requestsTo(edit)).toBe(4);
    expect((await group(owned)).announcements.filter(({ title }) => title === "Hello")).toHaveLength(3);
  },
);

test("where a server does not say when, a lost announcement is unknown and never sent twice", async () => {
  const { demo, jobs, runGroups, results, requestsTo } = await jobsWorld({
    wrap: withAdministration((real) => ({
      async announcements(groupId, signal) {
        return (await real.announcements(groupId, signal)).map((one) => ({ ...one, createdAt: null }));
      },
    })),
  });
  const { owned } = demo.groups;
  await runGroups([owned], hello);
  await demo.control({ fault: { path: edit, failTimes: 1, loseAnswer: true } });
  const job = await runGroups([owned], hello);
  expect(await results(job.id)).toMatchObject([{ outcome: "unknown" }]);
  expect(await requestsTo(edit)).toBe(2);
  expect((await jobs.planAgain(job.id)).leftOut).toMatchObject([{ groupId: owned, reason: "already_so" }]);
});

test("taking back removes one announcement, also when the answer is lost and an older one says the same", async () => {
  const { demo, runGroups, runPlan, group, jobs, requestsTo } = await jobsWorld();
  const { owned } = demo.groups;
  const client = await demoClient(demo);
  await client.call(edit, { group_id: owned, title: hello.title, content: hello.content });
  const job = await runGroups([owned], hello);
  const undo = await jobs.planUndo(job.id);
  await demo.control({ fault: { path: "/group/announcement/delete", failTimes: 1, loseAnswer: true } });
  expect(await runPlan(undo)).toMatchObject({ counts: { done: 1 } });
  expect(await requestsTo("/group/announcement/delete")).toBe(1);
  expect((await group(owned)).announcements.filter(({ title }) => title === "Hello")).toHaveLength(1);
});

test.each([
  ["mute_all", "/group/settings/ban_all", { type: "mute_all", minutes: 10 }],
  [
    "apply_settings",
    "/group/settings/enable_read_ack",
    { type: "apply_settings", changes: { hasReadReceipts: true } },
  ],
  ["leave", "/group/leave", { type: "leave" }],
] as const)(
  "a lost %s is read back: done when it arrived, sent again when it did not",
  async (type, path, action) => {
    const { demo, runGroups, results, requestsTo } = await jobsWorld();
    const [first, second] =
      type === "leave"
        ? [demo.groups.member, demo.groups.beyondSafeInteger]
        : [demo.groups.owned, demo.groups.admin];
    await demo.control({ fault: { path: `${path}$`, failTimes: 1, loseAnswer: true } });
    const arrived = await runGroups([first], action);
    expect(await results(arrived.id)).toMatchObject([{ outcome: "done" }]);
    expect(await requestsTo(path)).toBe(1);
    await demo.control({ fault: { path: `${path}$`, failTimes: 1, dropConnection: true } });
    const dropped = await runGroups([second], action);
    expect(await results(dropped.id)).toMatchObject([{ outcome: "done" }]);
    expect(await requestsTo(path)).toBe(3);
  },
);

test("lost decisions and deletions are read back from their lists", async () => {
  const { demo, runItems, results, group, requestsTo } = await jobsWorld();
  const { owned } = demo.groups;
  const { applications } = await demo.inspect();
  const [first] = applications.filter(({ groupId, status }) => groupId === owned && status === 0);
  await demo.control({ fault: { path: "/group/apply/handle", failTimes: 1, loseAnswer: true } });
  const approved = await runItems([{ groupId: owned, targetId: first?.userId ?? "" }], {
    type: "approve_applications",
  });
  expect(await results(approved.id)).toMatchObject([{ outcome: "done" }]);
  expect(await requestsTo("/group/apply/handle")).toBe(1);
  const { files } = await group(owned);
  await demo.control({ fault: { path: "/group/file/delete", failTimes: 1, loseAnswer: true } });
  const deleted = await runItems(
    files.map(({ id }) => ({ groupId: owned, targetId: id })),
    { type: "delete_files" },
  );
  expect(deleted.counts).toMatchObject({ done: files.length });
  expect((await group(owned)).files).toEqual([]);
  expect(await requestsTo("/group/file/delete")).toBe(1);
});

test("a setting whose answer is lost between two others: all are set in the end, and the group is done", async () => {
  let calls = 0;
  const { demo, runGroups, results, group } = await jobsWorld({
    wrap: withAdministration((real) => ({
      async changeSetting(groupId, setting, value) {
        calls += 1;
        if (calls === 2) throw lost();
        await real.changeSetting(groupId, setting, value);
      },
    })),
  });
  const { owned } = demo.groups;
  const changes = { hasReadReceipts: true, showsHistory: true, joinRule: "closed" } as const;
  const job = await runGroups([owned], { type: "apply_settings", changes });
  expect(await results(job.id)).toMatchObject([{ outcome: "done" }]);
  expect(await group(owned)).toMatchObject({ readAck: true, historyVisible: true, applyApproval: 2 });
});

test("what cannot be read back is unknown; planned again, it is left out where it arrived after all", async () => {
  const { demo, planGroups, runPlan, results, jobs } = await jobsWorld();
  const { owned, admin } = demo.groups;
  const plan = await planGroups([owned, admin], hello);
  await demo.control({ fault: { path: edit, failTimes: 1, loseAnswer: true } });
  await demo.control({ fault: { path: edit, failTimes: 1, dropConnection: true } });
  await demo.control({ fault: { path: "/group/announcement/list", code: 20000, message: "down" } });
  const job = await runPlan(plan);
  const unknown = { outcome: "unknown", reason: expect.stringContaining("reading back failed: down") };
  expect(await results(job.id)).toMatchObject([unknown, unknown]);
  await demo.control({ clearFaults: true });
  const again = await jobs.planAgain(job.id);
  expect(again.leftOut).toMatchObject([{ groupId: owned, reason: "already_so" }]);
  expect(again.targets).toMatchObject([{ groupId: admin }]);
});
