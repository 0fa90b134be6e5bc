import { expect, test } from "vitest";
import type { GroupAction } from "../../../../shared/domain/job.ts";
import { demoClient } from "../../demo/demo-client.ts";
import { jobsWorld } from "./jobs-world.ts";

const template: GroupAction = {
  type: "apply_settings",
  changes: { joinRule: "open", hasReadReceipts: true, pushMode: "mention" },
};

/** A group that we own where everybody may join already: it differs from the template in two settings only. */
async function worldWithOpenGroup() {
  const world = await jobsWorld();
  const opened = (await world.demo.inspect()).groups.find(
    ({ ownerId, applyApproval }) => ownerId === world.demo.userId && applyApproval === 0,
  );
  return { ...world, open: opened?.id ?? "" };
}

test("a plan shows for each group what would change, and counts its calls", async () => {
  const { demo, planGroups, open } = await worldWithOpenGroup();
  const { owned, member } = demo.groups;
  const made = await planGroups([owned, open, member], template);
  expect(made.targets.map(({ groupId, changes }) => [groupId, changes])).toEqual([
    [
      owned,
      [
        { setting: "hasReadReceipts", from: false, to: true },
        { setting: "joinRule", from: "approval", to: "open" },
        { setting: "pushMode", from: "all", to: "mention" },
      ],
    ],
    [
      open,
      [
        { setting: "hasReadReceipts", from: false, to: true },
        { setting: "pushMode", from: "all", to: "mention" },
      ],
    ],
  ]);
  expect(made.leftOut).toMatchObject([{ groupId: member, reason: "no_permission" }]);
  expect(made).toMatchObject({ callCount: 5, isReversible: true });
});

test("our own modes need no admin; what is so already is left out; what cannot be read is not risked", async () => {
  const { demo, planGroups } = await jobsWorld();
  const { owned, member } = demo.groups;
  const ownMode = (muteMode: "none" | "silent"): GroupAction => ({
    type: "apply_settings",
    changes: { muteMode },
  });
  expect((await planGroups([member], ownMode("silent"))).targets).toMatchObject([{ groupId: member }]);
  expect((await planGroups([owned], ownMode("none"))).leftOut).toMatchObject([{ reason: "already_so" }]);
  await demo.control({ fault: { path: "/group/settings$", code: 20012, message: "need admin" } });
  expect((await planGroups([owned], ownMode("silent"))).leftOut).toMatchObject([{ reason: "not_readable" }]);
});

test("a plan without a setting, with a null, or of what only undo makes is refused", async () => {
  const { demo, planGroups } = await jobsWorld();
  const plans: GroupAction[] = [
    { type: "apply_settings", changes: {} },
    { type: "apply_settings", changes: { joinRule: null } },
    { type: "restore_settings" },
  ];
  for (const action of plans) {
    await expect(planGroups([demo.groups.owned], action)).rejects.toMatchObject({ code: "invalid" });
  }
});

test("settings are set one by one, read back, and each group gets its own values back", async () => {
  const { demo, runGroups, runPlan, group, jobs, told, requestsTo, results, open } =
    await worldWithOpenGroup();
  const { owned } = demo.groups;
  const before = [await group(owned), await group(open)];
  const job = await runGroups([owned, open], template);
  expect(job).toMatchObject({ state: "done", counts: { done: 2 }, canUndo: true });
  expect(await group(owned)).toMatchObject({ applyApproval: 0, readAck: true, own: { pushMode: 4 } });
  expect(await group(open)).toMatchObject({ applyApproval: 0, readAck: true, own: { pushMode: 4 } });
  expect(await requestsTo("/group/settings/require_admin_approval")).toBe(1);
  expect((await results(job.id))[1]?.changes).toHaveLength(2);
  expect(await told(job.id)).toMatchObject([
    { kind: "change_setting", groupId: open, detail: "hasReadReceipts: true, pushMode: mention" },
    { kind: "change_setting", groupId: owned },
  ]);

  const undo = await jobs.planUndo(job.id);
  expect(undo.action).toEqual({ type: "restore_settings" });
  expect(undo.targets[0]?.changes).toContainEqual({ setting: "joinRule", from: "open", to: "approval" });
  const restored = await runPlan(undo);
  expect([await group(owned), await group(open)]).toEqual(before);
  expect(await jobs.get(job.id)).toMatchObject({ canUndo: false });

  await runPlan(await jobs.planUndo(restored.id));
  expect(await group(owned)).toMatchObject({ applyApproval: 0, readAck: true });
});

test("what was set back by somebody meanwhile is left out of the undo", async () => {
  const { demo, runGroups, jobs } = await jobsWorld();
  const { owned } = demo.groups;
  const job = await runGroups([owned], { type: "apply_settings", changes: { hasReadReceipts: true } });
  const client = await demoClient(demo);
  await client.call("/group/settings/enable_read_ack", { group_id: owned, value: false });
  expect((await jobs.planUndo(job.id)).leftOut).toMatchObject([{ groupId: owned, reason: "already_so" }]);
});

test("a group where one setting is refused is refused, and says which does not hold", async () => {
  const { demo, planGroups, runPlan, results, group, open } = await worldWithOpenGroup();
  const { owned } = demo.groups;
  const plan = await planGroups([owned, open], template);
  const fault = { path: "/group/settings/require_admin_approval", code: 20012, message: "need admin" };
  await demo.control({ fault });
  const job = await runPlan(plan);
  expect(await results(job.id)).toMatchObject([
    { groupId: owned, outcome: "refused", reason: "joinRule, pushMode: need admin (20012)" },
    { groupId: open, outcome: "done" },
  ]);
  expect(await group(owned)).toMatchObject({ readAck: true, applyApproval: 1 });
});

test("what the server answers well and still does not show is unknown, and not called refused", async () => {
  const { demo, planGroups, runPlan, results } = await jobsWorld({
    wrap: (backend) => {
      const { administration } = backend;
      if (administration === null) return backend;
      return { ...backend, administration: { ...administration, changeSetting: async () => undefined } };
    },
  });
  const plan = await planGroups([demo.groups.owned], {
    type: "apply_settings",
    changes: { showsHistory: true },
  });
  const job = await runPlan(plan);
  expect(await results(job.id)).toMatchObject([
    { outcome: "unknown", reason: "showsHistory: the server took it, and still shows the old value" },
  ]);
});
