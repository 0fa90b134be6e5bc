import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { demoClient } from "../../demo/demo-client.ts";
import { everything } from "./everything.ts";
import { gate, jobsWorld } from "./jobs-world.ts";
import { withAdministration } from "./jobs-world-backend.ts";
import { openJobs } from "./open-jobs.ts";

test("a plan says who is left out and why, and runs nothing", async () => {
  const { demo, plan, everybody, group, jobs, accountId } = await jobsWorld();
  const groupId = demo.groups.owned;
  const people = await everybody(groupId);
  const before = await group(groupId);
  const admin = before.adminIds[0] ?? "";
  const [first = "", second = ""] = people.filter(({ role }) => role === "member").map(({ id }) => id);
  await jobs.setProtected(accountId, [second]);
  const made = await plan(groupId, [demo.userId, admin, first, first, second, "999"], { type: "kick" });
  expect(made.targets.map(({ targetId }) => targetId)).toEqual([first]);
  expect(made.leftOut.map(({ targetId, reason }) => [targetId, reason])).toEqual([
    [demo.userId, "self"],
    [admin, "admin"],
    [second, "protected"],
    ["999", "not_a_member"],
  ]);
  expect(made).toMatchObject({ callCount: 1, isReversible: false });
  expect(await group(groupId)).toEqual(before);
  expect(await jobs.list()).toEqual([]);
});

test("what the server did meanwhile is seen by the plan: nobody is muted twice", async () => {
  const { demo, plan, plainMembers } = await jobsWorld();
  const groupId = demo.groups.owned;
  const [first = "", second = ""] = await plainMembers(groupId);
  const client = await demoClient(demo);
  await client.call("/group/ban", { group_id: groupId, user_list: [first], duration: -1 });
  const made = await plan(groupId, [first, second], { type: "mute", minutes: 10 });
  expect(made.leftOut).toMatchObject([{ targetId: first, reason: "already_so" }]);
  expect(made.targets).toMatchObject([{ targetId: second }]);
});

test("who is no admin may do nothing, and hears it in the plan", async () => {
  const { demo, plan, plainMembers } = await jobsWorld();
  const [person = ""] = await plainMembers(demo.groups.member);
  const made = await plan(demo.groups.member, [person], { type: "kick" });
  expect(made.targets).toEqual([]);
  expect(made.leftOut).toMatchObject([{ reason: "no_permission" }]);
});

test("a plan runs once, exactly as it was shown, and is too old after an hour", async () => {
  let time = Date.now();
  const { demo, plan, plainMembers, jobs } = await jobsWorld({ now: () => time });
  const [first = "", second = ""] = await plainMembers(demo.groups.owned);
  const { planId } = await plan(demo.groups.owned, [first], { type: "mute", minutes: 5 });
  await jobs.ended((await jobs.run(planId)).id);
  await expect(jobs.run(planId)).rejects.toMatchObject({ code: "not_found" });
  const late = await plan(demo.groups.owned, [second], { type: "mute", minutes: 5 });
  time += 61 * 60_000;
  await expect(jobs.run(late.planId)).rejects.toMatchObject({ code: "not_found" });
});

test("those the server refuses are told by its words, the others are done, and all are in the activity", async () => {
  const { demo, run, results, plainMembers, opened, jobs, group } = await jobsWorld();
  const groupId = demo.groups.owned;
  const [member = ""] = await plainMembers(demo.groups.big);
  const [blocked = ""] = (await group(groupId)).blockedIds;
  const job = await run(groupId, [member, blocked, "77"], { type: "invite", reason: "" });
  expect(job).toMatchObject({ state: "done", total: 3, counts: { done: 1, refused: 2, waiting: 0 } });
  const rows = await results(job.id);
  expect(rows.map(({ targetId, outcome }) => [targetId, outcome])).toEqual([
    [member, "done"],
    [blocked, "refused"],
    ["77", "refused"],
  ]);
  expect(rows[2]?.reason).toMatch(/./);
  const again = await jobs.planAgain(job.id);
  expect(again.targets.map(({ targetId }) => targetId)).toEqual([blocked, "77"]);
  const { rows: told } = await opened.activity.window({ ...everything, kinds: ["invite"] });
  expect(told.map(({ targetId, outcome, jobId }) => [targetId, outcome, jobId]).sort()).toEqual(
    [
      [member, "done", job.id],
      [blocked, "refused", job.id],
      ["77", "refused", job.id],
    ].sort(),
  );
});

test("5,000 people in one job are 50 calls, and everybody has a result", async () => {
  const { demo, run, results, plainMembers, group, requestsTo, opened } = await jobsWorld({
    demo: { memberCount: 5200 },
  });
  const groupId = demo.groups.extra ?? "";
  const people = (await plainMembers(groupId)).slice(0, 5000);
  const job = await run(groupId, people, { type: "mute", minutes: 60 });
  expect(job).toMatchObject({ state: "done", total: 5000, counts: { done: 5000 } });
  expect(await requestsTo("/group/ban")).toBe(50);
  expect(new Set((await results(job.id)).map(({ targetId }) => targetId))).toEqual(new Set(people));
  const muted = new Set((await group(groupId)).mutedIds);
  expect(people.filter((id) => !muted.has(id))).toEqual([]);
  expect(opened.emitted.some(({ name }) => name === "jobs.progress")).toBe(true);
});

test("a paused job sends nothing more, and goes on where it was", async () => {
  const { second, ...held } = heldAtSecondCall();
  const { demo, plan, plainMembers, jobs, requestsTo } = await jobsWorld({ chunkSize: 10, wrap: held.wrap });
  const people = (await plainMembers(demo.groups.big)).slice(0, 40);
  const { planId } = await plan(demo.groups.big, people, { type: "mute", minutes: 5 });
  const { id } = await jobs.run(planId);
  await second.opened;
  const pausing = jobs.pause(id);
  held.goOn();
  await pausing;
  expect(await jobs.get(id)).toMatchObject({ state: "paused", counts: { done: 20, waiting: 20 } });
  expect(await requestsTo("/group/ban")).toBe(2);
  await jobs.resume(id);
  expect(await jobs.ended(id)).toMatchObject({ state: "done", counts: { done: 40 } });
  expect(await requestsTo("/group/ban")).toBe(4);
});

test("a job under way when the person quit goes on at the next start, and nobody is muted twice", async () => {
  const { second, ...held } = heldAtSecondCall();
  const world = await jobsWorld({ chunkSize: 10, wrap: held.wrap });
  const { demo, folder, opened, plan, plainMembers, jobs, requestsTo } = world;
  const people = (await plainMembers(demo.groups.big)).slice(0, 40);
  const { planId } = await plan(demo.groups.big, people, { type: "mute", minutes: 5 });
  const { id } = await jobs.run(planId);
  await second.opened;
  expect(jobs.underWay()).toBe(1);
  const quitting = jobs.close({ resumesLater: true });
  held.goOn();
  await quitting;
  expect(await jobs.get(id)).toMatchObject({ state: "interrupted", counts: { done: 20, waiting: 20 } });
  await opened.close();

  const next = await openJobs({ folder, demo, chunkSize: 10 });
  onTestFinished(() => next.close());
  await next.jobs.goOn();
  await next.jobs.idle();
  expect(await next.jobs.get(id)).toMatchObject({ state: "done", counts: { done: 40 } });
  expect(await requestsTo("/group/ban")).toBe(4);
});

test("a job that an end without a word left open is not begun again by itself", async () => {
  const { second, ...held } = heldAtSecondCall();
  const { demo, folder, opened, plan, plainMembers, jobs } = await jobsWorld({
    chunkSize: 10,
    wrap: held.wrap,
  });
  const people = (await plainMembers(demo.groups.big)).slice(0, 40);
  const { planId } = await plan(demo.groups.big, people, { type: "mute", minutes: 5 });
  const { id } = await jobs.run(planId);
  await second.opened;
  held.goOn();
  await opened.close();
  const next = await openJobs({ folder, demo, chunkSize: 10 });
  onTestFinished(() => next.close());
  await next.jobs.goOn();
  expect(next.jobs.underWay()).toBe(0);
  expect(await next.jobs.get(id)).toMatchObject({ state: "interrupted" });
});

test("a cancelled job keeps what was done and cancels the rest", async () => {
  const { second, ...held } = heldAtSecondCall();
  const { demo, plan, plainMembers, jobs, requestsTo } = await jobsWorld({ chunkSize: 10, wrap: held.wrap });
  const people = (await plainMembers(demo.groups.big)).slice(0, 40);
  const { planId } = await plan(demo.groups.big, people, { type: "mute", minutes: 5 });
  const { id } = await jobs.run(planId);
  await second.opened;
  const cancelling = jobs.cancel(id);
  held.goOn();
  await cancelling;
  const ended = await jobs.get(id);
  expect(ended).toMatchObject({ state: "cancelled", counts: { done: 20, cancelled: 20 }, canUndo: true });
  expect(await requestsTo("/group/ban")).toBe(2);
  await expect(jobs.resume(id)).rejects.toMatchObject({ code: "invalid" });
});

test("undo takes back exactly what was done, once; a kick has none", async () => {
  const { demo, run, plainMembers, jobs, group } = await jobsWorld();
  const groupId = demo.groups.owned;
  const before = (await group(groupId)).mutedIds;
  const people = (await plainMembers(groupId)).filter((id) => !before.includes(id)).slice(0, 3);
  const job = await run(groupId, people, { type: "mute", minutes: 30 });
  expect(job.canUndo).toBe(true);
  const undo = await jobs.planUndo(job.id);
  expect(undo.action).toEqual({ type: "unmute" });
  await jobs.ended((await jobs.run(undo.planId)).id);
  expect((await group(groupId)).mutedIds).toEqual(before);
  expect(await jobs.get(job.id)).toMatchObject({ canUndo: false });
  await expect(jobs.planUndo(job.id)).rejects.toMatchObject({ code: "invalid" });
  const kick = await run(groupId, people.slice(0, 1), { type: "kick" });
  await expect(jobs.planUndo(kick.id)).rejects.toMatchObject({ code: "unsupported" });
});

test.each([
  [{ type: "block" }, { type: "unblock" }],
  [{ type: "promote" }, { type: "demote" }],
] as const)("%o and %o reach the server and undo each other", async (there, back) => {
  const { demo, run, plainMembers, jobs, group } = await jobsWorld();
  const groupId = demo.groups.owned;
  const [person = ""] = await plainMembers(groupId);
  const holders = async () => {
    const { adminIds, blockedIds } = await group(groupId);
    return there.type === "block" ? blockedIds : adminIds;
  };
  const job = await run(groupId, [person], there);
  expect(await holders()).toContain(person);
  const undo = await jobs.planUndo(job.id);
  expect(undo.action).toEqual(back);
  await jobs.ended((await jobs.run(undo.planId)).id);
  expect(await holders()).not.toContain(person);
});

test("a signed-out account pauses the job with the reason, and nobody is lost", async () => {
  const { demo, plan, plainMembers, jobs, opened, accountId } = await jobsWorld({ chunkSize: 5 });
  const people = (await plainMembers(demo.groups.big)).slice(0, 10);
  const { planId } = await plan(demo.groups.big, people, { type: "mute", minutes: 5 });
  await demo.control({ expireSessions: true });
  await demo.control({ fault: { path: "/token/user", code: 11001, failTimes: 2 } });
  const { id } = await jobs.run(planId);
  expect(await jobs.ended(id)).toMatchObject({
    state: "paused",
    pausedBy: "signed_out",
    counts: { waiting: 10 },
  });
  await demo.control({ clearFaults: true });
  const credential = { type: "password", user: demo.user, password: demo.password } as const;
  await opened.accounts.signIn(accountId, credential);
  await jobs.resume(id);
  expect(await jobs.ended(id)).toMatchObject({ state: "done", counts: { done: 10 } });
});

test("a call that the server rejects in a good session is refused, and the rest goes on", async () => {
  const { demo, plan, plainMembers, jobs, opened, accountId } = await jobsWorld({ chunkSize: 5 });
  const people = (await plainMembers(demo.groups.big)).slice(0, 10);
  const { planId } = await plan(demo.groups.big, people, { type: "mute", minutes: 5 });
  await demo.control({
    fault: { path: "/group/ban$", code: 402, message: "Operation rejected", failTimes: 1 },
  });
  const job = await jobs.ended((await jobs.run(planId)).id);
  expect(job).toMatchObject({ state: "done", counts: { refused: 5, done: 5 } });
  expect(opened.accounts.get(accountId).isSignedIn).toBe(true);
});

test("a report is exported for spreadsheets, with those left out", async () => {
  const { demo, run, plainMembers, jobs, folder } = await jobsWorld();
  const [person = ""] = await plainMembers(demo.groups.owned);
  const job = await run(demo.groups.owned, [person, demo.userId], { type: "mute", minutes: 5 });
  const path = join(folder, await jobs.reportName(job.id));
  await jobs.exportTo(job.id, path);
  const csv = await readFile(path, "utf8");
  expect(csv).toMatch(/^\uFEFFgroup_id,user_id,name,action,outcome,reason\r\n/);
  expect(csv).toContain(`,${person},`);
  expect(csv).toContain(",mute,done,\r\n");
  expect(csv).toContain(",mute,refused,self\r\n");
});

test("results are read in windows, by outcome and by name", async () => {
  const { demo, run, everybody, jobs } = await jobsWorld();
  const [person] = (await everybody(demo.groups.owned)).filter(({ role }) => role === "member");
  const job = await run(demo.groups.owned, [person?.id ?? ""], { type: "mute", minutes: 5 });
  const window = (query: string, outcome: "done" | "refused" | null) =>
    jobs.results({ jobId: job.id, query, outcome, offset: 0, limit: 10 });
  expect(await window(person?.name ?? "", "done")).toMatchObject({ total: 1 });
  expect(await window("", "refused")).toMatchObject({ total: 0, rows: [] });
  expect(await window("nobody is called this", null)).toMatchObject({ total: 0 });
  await expect(jobs.get("00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({ code: "not_found" });
});

/** Lets the first call through and holds the second after the server answered it. */
function heldAtSecondCall() {
  const second = gate();
  const answer = gate();
  let calls = 0;
  const wrap = withAdministration((real) => ({
    async mute(...args) {
      calls += 1;
      const outcomes = await real.mute(...args);
      if (calls === 2) {
        second.open();
        await answer.opened;
      }
      return outcomes;
    },
  }));
  return { second, wrap, goOn: answer.open };
}

test("a mute is undone also where the server refuses the list of muted people", async () => {
  const { demo, run, jobs, plainMembers } = await jobsWorld();
  await demo.control({ position: { refusedPaths: ["^/group/banned_list$"] } });
  const people = (await plainMembers(demo.groups.owned)).slice(0, 2);
  const muted = await run(demo.groups.owned, people, { type: "mute", minutes: 60 });
  expect(muted.counts).toMatchObject({ done: 2 });
  const { planId, targets, leftOut } = await jobs.planUndo(muted.id);
  expect(leftOut).toEqual([]);
  expect(targets.map(({ targetId }) => targetId)).toEqual(people);
  const undone = await jobs.ended((await jobs.run(planId)).id);
  expect(undone.counts).toMatchObject({ done: 2 });
});
