import { expect, test } from "vitest";
import { AppError } from "../../../../shared/errors.ts";
import { demoClient } from "../../demo/demo-client.ts";
import { jobsWorld } from "./jobs-world.ts";
import { withAdministration } from "./jobs-world-backend.ts";

const lost = () => new AppError("outcome_unknown", "the connection broke off");

test("a kick whose answer is lost is read back, done, and not sent again", async () => {
  const { demo, run, results, plainMembers, group, requestsTo } = await jobsWorld();
  const groupId = demo.groups.owned;
  const people = (await plainMembers(groupId)).slice(0, 3);
  await demo.control({ fault: { path: "/group/kick", failTimes: 1, loseAnswer: true } });
  const job = await run(groupId, people, { type: "kick" });
  expect((await results(job.id)).map(({ outcome }) => outcome)).toEqual(["done", "done", "done"]);
  expect(await requestsTo("/group/kick")).toBe(1);
  const { kickCounts } = await group(groupId);
  expect(people.map((id) => kickCounts[id])).toEqual([1, 1, 1]);
});

test("a kick that never arrived is sent again only after two looks at the list", async () => {
  let looks = 0;
  const { demo, run, results, plainMembers, group, requestsTo, opened } = await jobsWorld({
    wrap: (backend) => ({
      ...backend,
      members(groupId, signal) {
        looks += 1;
        return backend.members(groupId, signal);
      },
    }),
  });
  const groupId = demo.groups.owned;
  const [person = ""] = await plainMembers(groupId);
  looks = 0;
  await demo.control({ fault: { path: "/group/kick", failTimes: 1, dropConnection: true } });
  const job = await run(groupId, [person], { type: "kick" });
  expect(await results(job.id)).toMatchObject([{ outcome: "done" }]);
  expect(await requestsTo("/group/kick")).toBe(2);
  // One for the plan, two to be sure, and maybe one to show the list afterwards.
  expect(looks).toBeGreaterThanOrEqual(3);
  expect((await group(groupId)).kickCounts[person]).toBe(1);
  const notes = await opened.journal.all<{ note: string | null }>(
    "SELECT note FROM job_attempts ORDER BY at",
  );
  expect(notes.map(({ note }) => note).join()).toContain("to be sent again");
});

test.each([
  ["without naming anybody", async () => []],
  ["in words that cannot be read", () => Promise.reject(new AppError("bad_answer", "{}"))],
] as const)("a kick that the server took %s is not sent again while its list lags", async (_how, answer) => {
  let kicks = 0;
  const { demo, run, results, plainMembers } = await jobsWorld({
    wrap: withAdministration(() => ({
      kick() {
        kicks += 1;
        return answer();
      },
    })),
  });
  const groupId = demo.groups.owned;
  const [person = ""] = await plainMembers(groupId);
  const job = await run(groupId, [person], { type: "kick" });
  expect(await results(job.id)).toMatchObject([
    { outcome: "unknown", reason: "the server took it, and still shows the old value" },
  ]);
  expect(kicks).toBe(1);
});

test("who was kicked, and joined again before anybody looked, is unknown and never kicked twice", async () => {
  const rejoin = { act: async () => {} };
  const { demo, run, results, plainMembers, group, requestsTo } = await jobsWorld({
    wrap: withAdministration((real) => ({
      async kick(groupId, userIds) {
        await real.kick(groupId, userIds);
        await rejoin.act();
        throw lost();
      },
    })),
  });
  const groupId = demo.groups.owned;
  const [person = ""] = await plainMembers(groupId);
  const client = await demoClient(demo);
  rejoin.act = async () => {
    await client.call("/group/invite", { group_id: groupId, user_list: [person] });
  };
  const job = await run(groupId, [person], { type: "kick" });
  expect(await results(job.id)).toMatchObject([
    { outcome: "unknown", reason: expect.stringContaining("joined again") },
  ]);
  expect(await requestsTo("/group/kick")).toBe(1);
  expect((await group(groupId)).kickCounts[person]).toBe(1);
});

test.each([
  ["mute", "/group/ban"],
  ["block", "/group/block"],
  ["promote", "/group/admin/add"],
] as const)(
  "a %s that was lost on its way is sent once more; one that arrived is not",
  async (type, path) => {
    const { demo, run, results, plainMembers, requestsTo } = await jobsWorld();
    const groupId = demo.groups.owned;
    const [first = "", second = ""] = await plainMembers(groupId);
    const action = type === "mute" ? ({ type, minutes: 10 } as const) : ({ type } as const);
    await demo.control({ fault: { path: `${path}$`, failTimes: 1, loseAnswer: true } });
    const arrived = await run(groupId, [first], action);
    expect(await results(arrived.id)).toMatchObject([{ outcome: "done" }]);
    expect(await requestsTo(path)).toBe(1);
    await demo.control({ fault: { path: `${path}$`, failTimes: 1, dropConnection: true } });
    const dropped = await run(groupId, [second], action);
    expect(await results(dropped.id)).toMatchObject([{ outcome: "done" }]);
    expect(await requestsTo(path)).toBe(3);
  },
);

test("an invitation whose answer is lost is never sent again: one may be waiting", async () => {
  const { demo, run, results, plainMembers, requestsTo } = await jobsWorld();
  const [person = "", other = ""] = await plainMembers(demo.groups.big);
  await demo.control({ fault: { path: "/group/invite", failTimes: 1, dropConnection: true } });
  const dropped = await run(demo.groups.owned, [person], { type: "invite", reason: "" });
  expect(await results(dropped.id)).toMatchObject([{ outcome: "unknown" }]);
  await demo.control({ fault: { path: "/group/invite", failTimes: 1, loseAnswer: true } });
  const arrived = await run(demo.groups.owned, [other], { type: "invite", reason: "" });
  expect(await results(arrived.id)).toMatchObject([{ outcome: "done" }]);
  expect(await requestsTo("/group/invite")).toBe(2);
});

test("where reading back fails, people are unknown with the reason", async () => {
  const { demo, plan, jobs, results, plainMembers } = await jobsWorld();
  const groupId = demo.groups.owned;
  const people = (await plainMembers(groupId)).slice(0, 2);
  const { planId } = await plan(groupId, people, { type: "mute", minutes: -1 });
  await demo.control({ fault: { path: "/group/ban$", failTimes: 1, loseAnswer: true } });
  await demo.control({ fault: { path: "/group/banned_list", code: 20000, message: "down" } });
  const job = await jobs.ended((await jobs.run(planId)).id);
  expect(job).toMatchObject({ state: "done", counts: { unknown: 2 } });
  expect((await results(job.id))[0]?.reason).toContain("reading back failed: down");
  await demo.control({ clearFaults: true });
  const again = await jobs.planAgain(job.id);
  expect(again.leftOut.map(({ reason }) => reason)).toEqual(["already_so", "already_so"]);
});

test("too many requests: nothing was done, it waits and goes on, and nobody is refused", async () => {
  const { demo, run, plainMembers, requestsTo } = await jobsWorld();
  const people = (await plainMembers(demo.groups.owned)).slice(0, 2);
  await demo.control({ fault: { path: "/group/ban$", failTimes: 1, status: 429 } });
  const job = await run(demo.groups.owned, people, { type: "mute", minutes: 5 });
  expect(job).toMatchObject({ state: "done", counts: { done: 2 } });
  expect(await requestsTo("/group/ban")).toBe(2);
});

test("a call that is refused as a whole is a refusal of each, in the server's words", async () => {
  const { demo, plan, jobs, results, plainMembers } = await jobsWorld();
  const people = (await plainMembers(demo.groups.owned)).slice(0, 2);
  const { planId } = await plan(demo.groups.owned, people, { type: "kick" });
  await demo.control({ fault: { path: "/group/kick", code: 20012, message: "need admin permission" } });
  const job = await jobs.ended((await jobs.run(planId)).id);
  expect(job.counts).toMatchObject({ refused: 2, done: 0 });
  expect((await results(job.id)).map(({ reason }) => reason)).toEqual([
    "need admin permission (20012)",
    "need admin permission (20012)",
  ]);
});
