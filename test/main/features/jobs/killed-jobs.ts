import { flushCompileCache } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { withAdministration } from "./jobs-world-backend.ts";
import type { KilledTask, StopAt } from "./killed-world.ts";
import { openJobs } from "./open-jobs.ts";

/** A process of its own that runs, or resumes, one job and is killed somewhere in it. Its task stands in its environment. */
const task: KilledTask = JSON.parse(process.env.KILLED_JOBS_TASK ?? "{}");
let calls = 0;

async function stopHere(side: StopAt["side"]): Promise<void> {
  if (task.stopAt?.call !== calls || task.stopAt.side !== side) return;
  process.stdout.write("here\n");
  await sleep(600_000);
}

/** A write that can be stopped on each of its sides. */
function stopping<Input extends readonly unknown[], Answer>(write: (...input: Input) => Promise<Answer>) {
  return async (...input: Input): Promise<Answer> => {
    calls += 1;
    await stopHere("before");
    const answering = write(...input);
    await stopHere("during");
    const answer = await answering;
    await stopHere("after");
    return answer;
  };
}

// Killed, it could not leave to the next one what it compiled.
flushCompileCache();

const opened = await openJobs({
  folder: task.folder,
  demo: task.demo,
  chunkSize: task.chunkSize,
  wrap: withAdministration((real) => ({
    kick: stopping(real.kick),
    announce: stopping(real.announce),
    changeSetting: stopping(real.changeSetting),
  })),
});
const { accountId, jobs } = opened;
const [known] = await jobs.list();
if (known === undefined) {
  await opened.groups.sync(accountId);
  const { wish } = task;
  const { planId } = await ("userIds" in wish
    ? jobs.plan({ accountId, groupIds: [wish.groupId], userIds: wish.userIds, action: { type: "kick" } })
    : jobs.planGroups({ accountId, ...wish }));
  await jobs.ended((await jobs.run(planId)).id);
} else {
  if (known.state !== "interrupted") throw new Error(`a killed job is ${known.state}`);
  await jobs.resume(known.id);
  await jobs.ended(known.id);
}
await opened.close();
process.stdout.write("ended\n");
