import { expect, test } from "vitest";
import { createJobsStore } from "../../../../renderer/features/jobs/jobs-store.ts";
import { createReportStore } from "../../../../renderer/features/jobs/report-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { jobId, sampleJob } from "./sample-jobs.ts";

function world() {
  const fake = createFakeBridge();
  const store = createJobsStore(fake.bridge);
  store.getState().listen();
  return { ...fake, store };
}

test("progress shows at once, and what ended is told until it was looked at", async () => {
  const { store, take, emit } = world();
  void store.getState().load();
  await take("jobs.list").answer([sampleJob()]);
  emit("jobs.progress", { job: sampleJob({ current: "Li" }) });
  expect(store.getState().jobs?.[0]?.current).toBe("Li");
  expect(store.getState().ended).toEqual([]);
  emit("jobs.changed", {});
  await take("jobs.list").answer([sampleJob({ state: "done" })]);
  expect(store.getState().ended).toEqual([jobId]);
  store.getState().seen(jobId);
  expect(store.getState().ended).toEqual([]);
});

test("late progress does not bring a finished job back to life", async () => {
  const { store, take, emit } = world();
  void store.getState().load();
  await take("jobs.list").answer([sampleJob({ state: "done" })]);
  emit("jobs.progress", { job: sampleJob({ current: "Li" }) });
  expect(store.getState().jobs?.[0]?.state).toBe("done");
});

test("what could not be paused says so", async () => {
  const { store, take } = world();
  void store.getState().pause(jobId);
  await take("jobs.pause").fail(new AppError("not_found", "gone"));
  expect(store.getState().actionError?.code).toBe("not_found");
});

test("the whole report is read in pieces, by the filter that is set", async () => {
  const fake = createFakeBridge();
  const store = createReportStore(fake.bridge);
  store.getState().open(jobId);
  fake.take("jobs.results");
  store.getState().filter("refused");
  expect(fake.take("jobs.results").input).toMatchObject({ outcome: "refused", offset: 0, limit: 100 });
  const all = store.getState().readAll();
  const row = { groupId: "1", targetId: "7", name: "Li", outcome: "refused", reason: "no" } as const;
  const first = fake.take("jobs.results");
  expect(first.input).toMatchObject({ offset: 0, limit: 500 });
  await first.answer({ revision: 1, total: 501, rows: Array.from({ length: 500 }, () => row) });
  const second = fake.take("jobs.results");
  expect(second.input).toMatchObject({ offset: 500 });
  await second.answer({ revision: 1, total: 501, rows: [row] });
  expect(await all).toHaveLength(501);
});
