import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { createJobsRepository } from "../../../../main/features/jobs/jobs-repository.ts";
import { interruptOrphans } from "../../../../main/features/jobs/orphans.ts";
import { createRunLog } from "../../../../main/features/jobs/run-log.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const jobId = "11111111-1111-4111-8111-111111111111";
const accountId = "22222222-2222-4222-8222-222222222222";
const now = 1_800_000_000_000;
const own = { id: "own", pid: process.pid };

async function jobOf(runner: { id: string; pid: number }) {
  const journal = await openDatabase(`${await tempFolder()}/journal.sqlite`, "journal");
  onTestFinished(() => journal.close());
  const repository = createJobsRepository(journal);
  const target = { groupId: "g", targetId: "u", name: "Ann", since: null };
  const plan = {
    planId: jobId,
    accountId,
    action: { type: "kick" } as const,
    targets: [target],
    leftOut: [],
    callCount: 1,
    estimatedMs: 0,
    isReversible: false,
  };
  await repository.insert(jobId, { plan, targets: [target], undoOf: null }, runner, now);
  const state = async () => (await repository.get(jobId)).state;
  return { journal, repository, state };
}

test("a job whose process has ended is interrupted", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  const { repository, state } = await jobOf({ id: "other", pid: child.pid ?? 0 });
  await interruptOrphans(repository, own, () => now);
  expect(await state()).toBe("interrupted");
});

test("a job that another living process runs is left alone, until it is silent for long", async () => {
  const { repository, state } = await jobOf({ id: "other", pid: process.ppid });
  await interruptOrphans(repository, own, () => now + 30_000);
  expect(await state()).toBe("running");
  await interruptOrphans(repository, own, () => now + 10 * 60_000);
  expect(await state()).toBe("interrupted");
});

test("who lost a job to another run writes nothing any more and may not send", async () => {
  const { journal, repository } = await jobOf(own);
  const log = createRunLog(journal, jobId, own.id);
  const people = await log.next(100);
  await repository.interrupt(jobId, own.id);
  expect(await repository.claim(jobId, { id: "other", pid: 1 }, now)).toBe(true);
  expect(await repository.claim(jobId, { id: "third", pid: 1 }, now)).toBe(false);
  await expect(log.begin("attempt", people, now)).rejects.toMatchObject({ code: "refused" });
  expect(await createRunLog(journal, jobId, "other").next(100)).toMatchObject([{ targetId: "u", tries: 0 }]);
});
