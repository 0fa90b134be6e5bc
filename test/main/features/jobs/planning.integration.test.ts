import { expect, test } from "vitest";
import { AppError } from "../../../../shared/errors.ts";
import { everything } from "./everything.ts";
import { gate, jobsWorld } from "./jobs-world.ts";
import { withAdministration } from "./jobs-world-backend.ts";

const muteAll = { type: "mute_all", minutes: 5 } as const;

async function ownGroups({ demo }: Pick<Awaited<ReturnType<typeof jobsWorld>>, "demo">) {
  const { groups } = await demo.inspect();
  return groups.filter(({ isDemoUserIn }) => isDemoUserIn).map(({ id }) => id);
}

test("a plan for many groups tells how far it is, and ends when it is given up", async () => {
  const hold = gate();
  let asked = 0;
  const world = await jobsWorld({
    wrap: withAdministration((real) => ({
      async settings(...group) {
        asked += 1;
        if (asked > 1) await hold.opened;
        return real.settings(...group);
      },
    })),
  });
  const { planGroups, jobs, opened } = world;
  const groupIds = await ownGroups(world);
  expect(groupIds.length).toBeGreaterThan(6);
  const planning = planGroups(groupIds, muteAll);
  const ended = expect(planning).rejects.toMatchObject({ code: "cancelled" });
  await expect.poll(() => asked).toBeGreaterThan(1);
  const told = opened.emitted.filter(({ name }) => name === "jobs.planning");
  expect(told[0]?.payload).toEqual({ done: 0, total: groupIds.length });
  jobs.stopPlanning();
  hold.open();
  await ended;
  expect(asked).toBeLessThan(groupIds.length);
  expect((await planGroups(groupIds, muteAll)).targets.length).toBeGreaterThan(0);
});

test("a server that asks for patience is waited for, and no group is left out for it", async () => {
  let refusals = 3;
  const world = await jobsWorld({
    wrap: withAdministration((real) => ({
      async settings(...group) {
        refusals -= 1;
        if (refusals >= 0) throw new AppError("rate_limited", "slow down", { retryAfterMs: 1 });
        return real.settings(...group);
      },
    })),
  });
  const plan = await world.planGroups(await ownGroups(world), muteAll);
  expect(plan.leftOut.filter(({ reason }) => reason === "not_readable")).toEqual([]);
  expect(plan.targets.length).toBeGreaterThan(0);
});

test("one that asks for more patience than a person has ends the plan with its words", async () => {
  const world = await jobsWorld({
    wrap: withAdministration(() => ({
      settings: () => Promise.reject(new AppError("rate_limited", "tomorrow", { retryAfterMs: 86_400_000 })),
    })),
  });
  await expect(world.planGroups([world.demo.groups.owned], muteAll)).rejects.toMatchObject({
    code: "rate_limited",
  });
});

test("what a job sent and has not told yet is no news of others", async () => {
  const sent = gate();
  const answered = gate();
  const world = await jobsWorld({
    wrap: withAdministration((real) => ({
      async kick(...asked) {
        const outcomes = await real.kick(...asked);
        sent.open();
        await answered.opened;
        return outcomes;
      },
    })),
  });
  const { demo, plan, jobs, plainMembers, opened, accountId } = world;
  const { owned } = demo.groups;
  const made = await plan(owned, (await plainMembers(owned)).slice(0, 2), { type: "kick" });
  const { id } = await jobs.run(made.planId);
  await sent.opened;
  await opened.members.sync(accountId, owned);
  answered.open();
  await jobs.ended(id);
  const { rows } = await opened.activity.window(everything);
  expect(rows.map(({ kind }) => kind)).toEqual(["kick", "kick"]);
});
