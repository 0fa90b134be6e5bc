import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createJobsRepository } from "../../../../main/features/jobs/jobs-repository.ts";
import { createRunLog } from "../../../../main/features/jobs/run-log.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import { openFile } from "../../../../main/platform/database/open-file.ts";
import { journalSchema } from "../../../../main/platform/database/schemas.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const jobId = "11111111-1111-4111-8111-111111111111";

test("a job of the version before, which knew people only, is shown and goes on", async () => {
  const file = join(await tempFolder(), "journal.sqlite");
  const before = { ...journalSchema, migrations: journalSchema.migrations.slice(0, 3) };
  const { sqlite } = openFile(file, before);
  sqlite.exec(`
    INSERT INTO jobs (id, account_id, action, state, created_at, runner, runner_pid, heartbeat_at)
      VALUES ('${jobId}', 'a', '{"type":"kick"}', 'interrupted', 1, 'old', 1, 1);
    INSERT INTO job_targets (job_id, position, group_id, user_id, name, search_text, joined_at, outcome, is_left_out)
      VALUES ('${jobId}', 0, '5', '7', 'Ann', 'ann', 3, 'done', 0), ('${jobId}', 1, '5', '8', 'Bob', 'bob', 4, 'waiting', 0);
  `);
  sqlite.close();
  const journal = await openDatabase(file, "journal");
  onTestFinished(() => journal.close());
  const repository = createJobsRepository(journal);
  expect(await repository.report(jobId)).toEqual([
    { groupId: "5", targetId: "7", name: "Ann", outcome: "done", reason: null },
    { groupId: "5", targetId: "8", name: "Bob", outcome: "waiting", reason: null },
  ]);
  expect(await repository.claim(jobId, { id: "new", pid: 2 }, 2)).toBe(true);
  expect(await createRunLog(journal, jobId, "new").next(10)).toEqual([
    { position: 1, groupId: "5", targetId: "8", name: "Bob", since: 4, tries: 0 },
  ]);
});
