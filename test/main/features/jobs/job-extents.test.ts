import { expect, onTestFinished, test } from "vitest";
import { createJobsRepository } from "../../../../main/features/jobs/jobs-repository.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const jobId = "11111111-1111-4111-8111-111111111111";

test("somebody in two groups is one person of a job, and who is left out is not counted", async () => {
  const journal = await openDatabase(`${await tempFolder()}/journal.sqlite`, "journal");
  onTestFinished(() => journal.close());
  const repository = createJobsRepository(journal);
  const targets = ["g1", "g2"].map((groupId) => ({ groupId, targetId: "u", name: "Ann", since: null }));
  const plan = {
    planId: jobId,
    accountId: "22222222-2222-4222-8222-222222222222",
    action: { type: "kick" } as const,
    targets,
    leftOut: [{ groupId: "g3", targetId: "v", name: "Bo", reason: "owner" as const }],
    callCount: 2,
    estimatedMs: 0,
    isReversible: false,
  };
  await repository.insert(jobId, { plan, targets, undoOf: null }, { id: "own", pid: 1 }, 0);
  expect(await repository.get(jobId)).toMatchObject({ distinct: { targets: 1, groups: 2 } });
  expect(await repository.list()).toMatchObject([{ distinct: { targets: 1, groups: 2 } }]);
});
