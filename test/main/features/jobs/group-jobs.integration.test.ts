import { expect, test } from "vitest";
import type { JobPlan } from "../../../../shared/domain/job.ts";
import { AppError } from "../../../../shared/errors.ts";
import { demoClient } from "../../demo/demo-client.ts";
import { jobsWorld } from "./jobs-world.ts";
import { withAdministration } from "./jobs-world-backend.ts";

const hello = { type: "announce", title: "Hello", content: "To all\nof you" } as const;

const left = ({ leftOut }: JobPlan) => leftOut.map(({ groupId, reason }) => [groupId, reason]);
const acted = ({ targets }: JobPlan) => targets.map(({ groupId }) => groupId);

test("a plan for groups says by our role which are left out, and runs nothing", async () => {
  const { demo, planGroups, jobs, requestsTo } = await jobsWorld();
  const { owned, admin, member, joinOpen } = demo.groups;
  const made = await planGroups([owned, admin, member, joinOpen, owned], hello);
  expect(acted(made)).toEqual([owned, admin]);
  expect(left(made)).toEqual([
    [member, "no_permission"],
    [joinOpen, "gone"],
  ]);
  expect(made).toMatchObject({ callCount: 2, isReversible: true });
  const leaving = await planGroups([owned, member], { type: "leave" });
  expect(acted(leaving)).toEqual([member]);
  expect(left(leaving)).toEqual([[owned, "owner"]]);
  expect(leaving.isReversible).toBe(false);
  expect(await jobs.list()).toEqual([]);
  expect(await requestsTo("/group/announcement/edit")).toBe(0);
});

test("our role is what the server says now, not what the cache says", async () => {
  const { demo, planGroups, plainMembers } = await jobsWorld();
  const { owned } = demo.groups;
  const [heir = ""] = await plainMembers(owned);
  expect(acted(await planGroups([owned], hello))).toEqual([owned]);
  const client = await demoClient(demo);
  await client.call("/group/transfer", { group_id: owned, new_owner: heir });
  expect(left(await planGroups([owned], hello))).toEqual([[owned, "no_permission"]]);
});

test("an announcement reaches each group once, is told in the activity, and is taken back", async () => {
  const { demo, runGroups, runPlan, results, group, jobs, told, opened } = await jobsWorld();
  const { owned, admin, member } = demo.groups;
  const before = [await group(owned), await group(admin)].map(({ announcements }) => announcements);
  const job = await runGroups([owned, admin, member], hello);
  expect(job).toMatchObject({ state: "done", total: 2, counts: { done: 2 }, canUndo: true });
  expect(await results(job.id)).toMatchObject([
    { groupId: owned, targetId: owned, outcome: "done", reason: null },
    { groupId: admin, outcome: "done" },
  ]);
  expect((await group(owned)).announcements.at(-1)).toMatchObject({ title: "Hello" });
  expect(await told(job.id)).toMatchObject([
    { kind: "announce", groupId: admin, targetId: null, targetName: "Hello", outcome: "done" },
    { kind: "announce", groupId: owned },
  ]);
  await jobs.settled();
  expect((await opened.announcements.list(opened.accountId, owned)).rows[0]).toMatchObject({
    title: "Hello",
  });

  const undo = await jobs.planUndo(job.id);
  expect(undo.action).toEqual({ ...hello, type: "unannounce" });
  const undone = await runPlan(undo);
  expect(undone.counts).toMatchObject({ done: 2 });
  expect([await group(owned), await group(admin)].map(({ announcements }) => announcements)).toEqual(before);
  const [inAdmin, inOwned] = await told(undone.id);
  expect(inAdmin).toMatchObject({ kind: "remove_announcement", groupId: admin, takenBack: null });
  expect(await told(job.id)).toMatchObject([
    { groupId: admin, takenBack: { id: inAdmin?.id } },
    { groupId: owned, takenBack: { id: inOwned?.id } },
  ]);
  expect(await jobs.get(job.id)).toMatchObject({ canUndo: false });
});

test("one group that refuses does not keep the others from it", async () => {
  const { demo, planGroups, runPlan, results, jobs } = await jobsWorld({
    wrap: withAdministration((real) => ({
      async announce(groupId, title, content) {
        if (groupId === demo.groups.admin) {
          throw new AppError("refused", "no", {
            server: { code: "20021", message: "announcement disabled" },
          });
        }
        return real.announce(groupId, title, content);
      },
    })),
  });
  const { owned, admin } = demo.groups;
  const job = await runPlan(await planGroups([admin, owned], hello));
  expect(await results(job.id)).toMatchObject([
    { groupId: admin, outcome: "refused", reason: "announcement disabled (20021)" },
    { groupId: owned, outcome: "done" },
  ]);
  expect(acted(await jobs.planAgain(job.id))).toEqual([admin]);
});

test("what is taken back is only ours: a group where it is gone already is left out", async () => {
  const { demo, runGroups, runPlan, group, jobs } = await jobsWorld();
  const { owned, admin } = demo.groups;
  const job = await runGroups([owned, admin], hello);
  const client = await demoClient(demo);
  const ours = (await group(owned)).announcements.at(-1);
  await client.call("/group/announcement/delete", { group_id: owned, announcement_id: ours?.id ?? "" });
  const undo = await jobs.planUndo(job.id);
  expect(left(undo)).toEqual([[owned, "already_so"]]);
  expect(acted(undo)).toEqual([admin]);
  await runPlan(undo);
  expect((await group(admin)).announcements.filter(({ title }) => title === "Hello")).toEqual([]);
});

test("a job can be taken back again when nothing of its undo was done", async () => {
  const { demo, runGroups, runPlan, jobs, told } = await jobsWorld();
  const job = await runGroups([demo.groups.owned], hello);
  const undo = await jobs.planUndo(job.id);
  await demo.control({ fault: { path: "/group/announcement/delete", code: 20012, message: "no admin" } });
  const failed = await runPlan(undo);
  expect(failed.counts).toMatchObject({ done: 0, refused: 1 });
  expect(await jobs.get(job.id)).toMatchObject({ canUndo: true });
  expect(await told(job.id)).toMatchObject([{ takenBack: null }]);
  await demo.control({ clearFaults: true });
  await runPlan(await jobs.planUndo(job.id));
  expect(await jobs.get(job.id)).toMatchObject({ canUndo: false });
});

test("everybody is muted in groups, and heard again; groups muted long enough are left out", async () => {
  const { demo, runGroups, planGroups, runPlan, group, jobs, told } = await jobsWorld();
  const { owned, admin, member } = demo.groups;
  const job = await runGroups([owned, admin, member], { type: "mute_all", minutes: 60 });
  expect(job.counts).toMatchObject({ done: 2 });
  expect((await group(owned)).allMutedMinutes).toBe(60);
  expect(await told(job.id)).toMatchObject([{ kind: "mute_all", detail: "60 min" }, { kind: "mute_all" }]);
  expect(left(await planGroups([owned], { type: "mute_all", minutes: 30 }))).toEqual([[owned, "already_so"]]);
  expect(acted(await planGroups([owned], { type: "mute_all", minutes: -1 }))).toEqual([owned]);
  const undone = await runPlan(await jobs.planUndo(job.id));
  expect(undone).toMatchObject({ action: { type: "unmute_all" }, counts: { done: 2 } });
  expect((await group(admin)).allMutedMinutes).toBe(0);
  expect(left(await planGroups([admin], { type: "unmute_all" }))).toEqual([[admin, "already_so"]]);
});

test("groups that we leave go from the cache, those of others stay", async () => {
  const { demo, runGroups, group, opened, accountId, told } = await jobsWorld();
  const { member, admin } = demo.groups;
  const job = await runGroups([member], { type: "leave" });
  expect(job).toMatchObject({ counts: { done: 1 }, canUndo: false });
  expect((await group(member)).isDemoUserIn).toBe(false);
  await expect(opened.groups.get(accountId, member)).rejects.toMatchObject({ code: "not_found" });
  expect(await opened.groups.get(accountId, admin)).toMatchObject({ id: admin });
  expect(await told(job.id)).toMatchObject([
    { kind: "leave_group", groupId: member, groupName: expect.stringContaining("Product Design") },
  ]);
});
