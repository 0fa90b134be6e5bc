import { expect, test } from "vitest";
import { extentOf, needsTypedCount } from "../../../../renderer/features/jobs/job-unit.ts";
import { createPlanStore } from "../../../../renderer/features/jobs/plan-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId } from "../../support/samples.ts";
import { jobId, sampleJob, samplePlan } from "./sample-jobs.ts";

const request = {
  accountId,
  groupIds: ["1"],
  userIds: ["7"],
  action: { type: "mute", minutes: 60 },
} as const;

function world() {
  const fake = createFakeBridge();
  return { ...fake, store: createPlanStore(fake.bridge) };
}

test("a plan runs only when confirmed, and as the plan that was shown", async () => {
  const { store, take, waiting } = world();
  void store.getState().make({ type: "people", request });
  await take("jobs.plan").answer(samplePlan());
  expect(waiting("jobs.run")).toBe(0);
  const started = store.getState().confirm();
  const run = take("jobs.run");
  expect(run.input).toEqual({ planId: samplePlan().planId });
  await run.answer(sampleJob());
  expect(await started).toMatchObject({ id: jobId });
});

test("while it is made anew the old plan cannot be confirmed, and the late answer is dropped", async () => {
  const { store, take, waiting } = world();
  void store.getState().make({ type: "people", request });
  await take("jobs.plan").answer(samplePlan());
  void store.getState().change({ action: { type: "mute", minutes: 10 } });
  const earlier = take("jobs.plan");
  void store.getState().change({ action: { type: "mute", minutes: -1 } });
  const later = take("jobs.plan");
  expect(await store.getState().confirm()).toBeNull();
  expect(waiting("jobs.run")).toBe(0);
  await later.answer(samplePlan({ action: { type: "mute", minutes: -1 } }));
  await earlier.answer(samplePlan({ action: { type: "mute", minutes: 10 } }));
  expect(store.getState().plan?.action).toEqual({ type: "mute", minutes: -1 });
});

test("a plan that nobody waits for any more is given up; how far one is, is told only while it is made", async () => {
  const { store, take, waiting, emit } = world();
  const { make, change, close, listen } = store.getState();
  const stop = listen();
  void make({ type: "people", request });
  expect(waiting("jobs.stopPlanning")).toBe(0);
  emit("jobs.planning", { done: 1, total: 9 });
  expect(store.getState().read).toEqual({ done: 1, total: 9 });
  void change({ groupIds: ["1", "2"] });
  expect(waiting("jobs.stopPlanning")).toBe(1);
  expect(store.getState().read).toBeNull();
  take("jobs.plan");
  await take("jobs.plan").answer(samplePlan());
  emit("jobs.planning", { done: 9, total: 9 });
  expect(store.getState()).toMatchObject({ isPlanning: false, read: null });
  close();
  expect(waiting("jobs.stopPlanning")).toBe(1);
  void make({ type: "people", request });
  close();
  expect(waiting("jobs.stopPlanning")).toBe(2);
  stop();
});

test("without a group nothing is planned; with nobody to act on nothing runs", async () => {
  const { store, waiting, take } = world();
  await store.getState().make({ type: "people", request: { ...request, groupIds: [] } });
  expect(waiting("jobs.plan")).toBe(0);
  expect(store.getState()).toMatchObject({ plan: null, isPlanning: false });
  void store.getState().change({ groupIds: ["1"] });
  await take("jobs.plan").answer(samplePlan({ targets: [] }));
  expect(await store.getState().confirm()).toBeNull();
});

test("a plan that is no longer kept says so and can be made again", async () => {
  const { store, take } = world();
  void store.getState().make({ type: "again", jobId });
  await take("jobs.planAgain").answer(samplePlan());
  const started = store.getState().confirm();
  await take("jobs.run").fail(new AppError("not_found", "the plan is gone"));
  expect(await started).toBeNull();
  expect(store.getState().startError?.code).toBe("not_found");
  void store.getState().remake();
  await take("jobs.planAgain").answer(samplePlan());
  expect(store.getState().startError).toBeNull();
});

test("for groups nothing is planned while the words are being written", async () => {
  const { store, take, waiting } = world();
  const groups = { accountId, groupIds: ["1", "2"], type: "announce", action: null } as const;
  await store.getState().make({ type: "groups", request: groups });
  expect(waiting("jobs.planGroups")).toBe(0);
  const action = { type: "announce", title: "Hi", content: "All" } as const;
  void store.getState().changeAction(action);
  const call = take("jobs.planGroups");
  expect(call.input).toEqual({ accountId, groupIds: ["1", "2"], action });
  await call.answer(samplePlan({ action }));
  expect(store.getState().plan?.action).toEqual(action);
  await store.getState().changeAction(null);
  expect(store.getState().plan).toBeNull();
});

test("each account's plan is shown in its turn", async () => {
  const { store, take } = world();
  const source = (groupId: string) =>
    ({
      type: "items",
      request: { accountId, items: [{ groupId, targetId: "7" }], action: { type: "delete_files" } },
    }) as const;
  void store.getState().make(source("1"), [source("2")]);
  expect(take("jobs.planItems").input).toMatchObject({ items: [{ groupId: "1", targetId: "7" }] });
  expect(store.getState()).toMatchObject({ count: 2, rest: [source("2")] });
  expect(store.getState().next()).toBe(true);
  expect(take("jobs.planItems").input).toMatchObject({ items: [{ groupId: "2", targetId: "7" }] });
  expect(store.getState()).toMatchObject({ count: 2, rest: [] });
  expect(store.getState().next()).toBe(false);
});

test("only many kicks ask to type how many; somebody in two groups is one person", () => {
  const targets = Array.from({ length: 21 }, (_, index) => ({
    groupId: "1",
    targetId: `${index}`,
    name: "",
  }));
  expect(needsTypedCount(samplePlan({ action: { type: "kick" }, targets }))).toBe(true);
  expect(needsTypedCount(samplePlan({ action: { type: "kick" }, targets: targets.slice(1) }))).toBe(false);
  expect(needsTypedCount(samplePlan({ targets }))).toBe(false);
  const twice = ["1", "2"].map((groupId) => ({ groupId, targetId: "7", name: "" }));
  expect(extentOf(samplePlan({ targets: twice }))).toEqual({ count: 1, groups: 2 });
  const action = { type: "delete_files" } as const;
  expect(extentOf(samplePlan({ action, targets: twice }))).toEqual({ count: 2, groups: 2 });
});
