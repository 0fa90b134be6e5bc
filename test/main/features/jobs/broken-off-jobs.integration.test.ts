import { expect, test } from "vitest";
import { AppError } from "../../../../shared/errors.ts";
import { jobsWorld } from "./jobs-world.ts";
import { withAdministration } from "./jobs-world-backend.ts";

const lost = () => new AppError("outcome_unknown", "the connection broke off");

test("of whom the answer does not speak, the lists do", async () => {
  const { demo, run, results, plainMembers, group } = await jobsWorld({
    wrap: withAdministration((real) => ({
      kick: async (...asked) => (await real.kick(...asked)).slice(1),
    })),
  });
  const { owned } = demo.groups;
  const people = (await plainMembers(owned)).slice(0, 2);
  const job = await run(owned, people, { type: "kick" });
  expect((await results(job.id)).map(({ outcome }) => outcome)).toEqual(["done", "done"]);
  expect((await group(owned)).kickCounts).toMatchObject({ [people[0] ?? ""]: 1 });
});

test("a read-back that meets too many requests waits and looks again", async () => {
  const world = await jobsWorld({
    wrap: (backend) => ({
      ...withAdministration((real) => ({
        async mute(...asked) {
          await real.mute(...asked);
          throw lost();
        },
      }))(backend),
      async mutes(groupId) {
        looks += 1;
        if (looks <= 2) throw new AppError("rate_limited", "slow down", { retryAfterMs: 1 });
        return backend.mutes(groupId);
      },
    }),
  });
  let looks = 3;
  const { demo, plan, runPlan, results, plainMembers } = world;
  const { owned } = demo.groups;
  const made = await plan(owned, (await plainMembers(owned)).slice(0, 1), { type: "mute", minutes: 5 });
  looks = 0;
  const job = await runPlan(made);
  expect(await results(job.id)).toMatchObject([{ outcome: "done" }]);
  // And maybe once more to show the list afterwards.
  expect(looks).toBeGreaterThanOrEqual(3);
});

test("a cancelled job tells of whom nobody knows, once and before it has ended", async () => {
  const { demo, plan, jobs, results, plainMembers, told, opened } = await jobsWorld({
    chunkSize: 1,
    wrap: withAdministration(() => ({
      async kick() {
        await demo.control({ fault: { path: "/group/member_list", failTimes: 30, dropConnection: true } });
        throw lost();
      },
    })),
  });
  const { owned } = demo.groups;
  const made = await plan(owned, (await plainMembers(owned)).slice(0, 2), { type: "kick" });
  const { id } = await jobs.run(made.planId);
  expect(await jobs.ended(id)).toMatchObject({ state: "paused", pausedBy: "offline" });
  const { activity } = opened;
  const real = activity.record;
  activity.record = () => Promise.reject(new AppError("storage", "the journal is full"));
  await jobs.cancel(id);
  expect(await jobs.get(id)).toMatchObject({ state: "running" });
  activity.record = real;
  await jobs.cancel(id);
  expect(await jobs.get(id)).toMatchObject({ state: "cancelled" });
  expect(await results(id)).toMatchObject([
    { outcome: "unknown", reason: "the job was cancelled before it was certain" },
    { outcome: "cancelled", reason: null },
  ]);
  expect(await told(id)).toMatchObject([{ kind: "kick", outcome: "unknown" }]);
});

test("a job whose account was removed can still be cancelled, and cannot be resumed", async () => {
  const { demo, plan, jobs, results, plainMembers, opened, accountId } = await jobsWorld({
    wrap: withAdministration(() => ({
      kick: () => Promise.reject(new AppError("signed_out", "the session has ended")),
    })),
  });
  const { owned } = demo.groups;
  const made = await plan(owned, (await plainMembers(owned)).slice(0, 2), { type: "kick" });
  const { id } = await jobs.run(made.planId);
  expect(await jobs.ended(id)).toMatchObject({ state: "paused" });
  await opened.accounts.remove(accountId);
  await expect(jobs.resume(id)).rejects.toMatchObject({ code: "not_found" });
  await jobs.cancel(id);
  expect(await jobs.get(id)).toMatchObject({ state: "cancelled" });
  expect((await results(id)).map(({ outcome }) => outcome)).toEqual(["cancelled", "cancelled"]);
});

test("a job that broke off because nothing could be written goes on in the same process", async () => {
  const { demo, plan, jobs, results, plainMembers, opened, group } = await jobsWorld({ chunkSize: 1 });
  const { owned } = demo.groups;
  const people = (await plainMembers(owned)).slice(0, 2);
  const made = await plan(owned, people, { type: "kick" });
  const { journal } = opened;
  const { transaction, all } = journal;
  const { id } = await jobs.run(made.planId);
  const full = () => Promise.reject(new AppError("disk_full", "no space left"));
  Object.assign(journal, { transaction: full, all: full });
  await expect(jobs.ended(id)).rejects.toMatchObject({ code: "disk_full" });
  Object.assign(journal, { transaction, all });
  expect(await jobs.get(id)).toMatchObject({ state: "running" });
  await jobs.resume(id);
  expect(await jobs.ended(id)).toMatchObject({ state: "done", counts: { done: 2 } });
  expect((await results(id)).map(({ outcome }) => outcome)).toEqual(["done", "done"]);
  const { kickCounts } = await group(owned);
  expect(people.map((person) => kickCounts[person])).toEqual([1, 1]);
});
