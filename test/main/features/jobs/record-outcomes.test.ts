import { expect, onTestFinished, test } from "vitest";
import { createActivityService } from "../../../../main/features/activity/activity-service.ts";
import { createJobsRepository } from "../../../../main/features/jobs/jobs-repository.ts";
import { recordOutcomes } from "../../../../main/features/jobs/record-outcomes.ts";
import { createRunLog } from "../../../../main/features/jobs/run-log.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { everything } from "./everything.ts";

const jobId = "11111111-1111-4111-8111-111111111111";
const accountId = "22222222-2222-4222-8222-222222222222";
const action = { type: "apply_settings", changes: { joinRule: "open" } } as const;

async function worldWithDone() {
  const journal = await openDatabase(`${await tempFolder()}/journal.sqlite`, "journal");
  onTestFinished(() => journal.close());
  const repository = createJobsRepository(journal);
  const change = { setting: "joinRule", from: "approval", to: "open" } as const;
  const target = { groupId: "1", targetId: "1", name: "Chess", since: null, changes: [change] };
  const plan = {
    planId: jobId,
    accountId,
    action,
    targets: [target],
    leftOut: [],
    callCount: 1,
    estimatedMs: 0,
    isReversible: true,
  };
  await repository.insert(jobId, { plan, targets: [target], undoOf: null }, { id: "own", pid: 1 }, 1000);
  const log = createRunLog(journal, jobId, "own");
  const attempt = await log.begin("attempt", await log.next(1), 1000);
  await log.settle(attempt, [{ position: 0, outcome: "done", reason: null }], "answered", null);
  const activity = createActivityService({ journal, emit: () => undefined });
  const told = async () => (await activity.window(everything)).rows;
  return { activity, log, told };
}

test("what was done is told once, with the values that were set", async () => {
  const { activity, log, told } = await worldWithDone();
  await recordOutcomes({ activity, job: { accountId, action }, log });
  await recordOutcomes({ activity, job: { accountId, action }, log });
  expect(await told()).toMatchObject([
    {
      kind: "change_setting",
      groupName: "Chess",
      targetId: null,
      detail: "joinRule: open",
      jobId,
      change: { field: "joinRule", after: "open" },
    },
  ]);
});

test("where it cannot be marked as told it is not told either, and is told later", async () => {
  const { activity, log, told } = await worldWithDone();
  const broken = { ...log, recordedMark: () => ({ sql: "UPDATE no_such_table SET is_recorded = 1" }) };
  await expect(recordOutcomes({ activity, job: { accountId, action }, log: broken })).rejects.toMatchObject({
    code: "storage",
  });
  expect(await told()).toEqual([]);
  await recordOutcomes({ activity, job: { accountId, action }, log });
  expect(await told()).toHaveLength(1);
});
