import { setTimeout as sleep } from "node:timers/promises";
import { withAdministration } from "./jobs-world-backend.ts";
import { openJobs } from "./open-jobs.ts";

/** A process of its own that runs, or resumes, one job and is killed somewhere in it. What it needs stands in its environment. */
interface Task {
  readonly folder: string;
  readonly demo: { apiUrl: string; appId: string; user: string; password: string };
  readonly groupId: string;
  readonly userIds: readonly string[];
  readonly chunkSize: number;
  /** Where to stop and wait for the end: at which call of this process, and when: "during" is anywhere on its way. */
  readonly stopAt: { readonly call: number; readonly side: "before" | "during" | "after" } | null;
}

const task: Task = JSON.parse(process.env.KILLED_JOBS_TASK ?? "{}");
let calls = 0;

async function stopHere(side: "before" | "during" | "after"): Promise<void> {
  if (task.stopAt?.call !== calls || task.stopAt.side !== side) return;
  process.stdout.write("here\n");
  await sleep(600_000);
}

const opened = await openJobs({
  folder: task.folder,
  demo: task.demo,
  chunkSize: task.chunkSize,
  wrap: withAdministration((real) => ({
    async kick(groupId, userIds) {
      calls += 1;
      await stopHere("before");
      const answering = real.kick(groupId, userIds);
      await stopHere("during");
      const outcomes = await answering;
      await stopHere("after");
      return outcomes;
    },
  })),
});
const { accountId, jobs } = opened;
const [known] = await jobs.list();
if (known === undefined) {
  await opened.groups.sync(accountId);
  const { planId } = await jobs.plan({
    accountId,
    groupIds: [task.groupId],
    userIds: task.userIds,
    action: { type: "kick" },
  });
  await jobs.ended((await jobs.run(planId)).id);
} else {
  if (known.state !== "interrupted") throw new Error(`a killed job is ${known.state}`);
  await jobs.resume(known.id);
  await jobs.ended(known.id);
}
await opened.close();
process.stdout.write("ended\n");
