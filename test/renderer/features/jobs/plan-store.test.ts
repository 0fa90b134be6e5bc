import { expect, test } from "vitest";
import { needsTypedCount, peopleIn } from "../../../../renderer/features/jobs/plan-source.ts";
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
  void store.getState().make({ type: "request", request });
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
  void store.getState().make({ type: "request", request });
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

test("without a group nothing is planned; with nobody to act on nothing runs", async () => {
  const { store, waiting, take } = world();
  await store.getState().make({ type: "request", request: { ...request, groupIds: [] } });
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

test("only many kicks ask to type how many; somebody in two groups is one person", () => {
  const targets = Array.from({ length: 21 }, (_, index) => ({ groupId: "1", userId: `${index}`, name: "" }));
  expect(needsTypedCount(samplePlan({ action: { type: "kick" }, targets }))).toBe(true);
  expect(needsTypedCount(samplePlan({ action: { type: "kick" }, targets: targets.slice(1) }))).toBe(false);
  expect(needsTypedCount(samplePlan({ targets }))).toBe(false);
  expect(peopleIn([{ userId: "7" }, { userId: "7" }, { userId: "8" }])).toBe(2);
});
