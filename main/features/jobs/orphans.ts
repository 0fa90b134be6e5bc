import { isAlive } from "../../platform/process-alive.ts";
import type { JobsRepository, Runner } from "./jobs-repository.ts";

export const heartbeatMs = 20_000;
/** A process that is alive but silent for this long is another one that was given the same number. */
const silentMs = 6 * heartbeatMs;

/** Jobs whose process has ended meanwhile are interrupted; those of another living process are left alone. */
export async function interruptOrphans(
  repository: JobsRepository,
  own: Runner,
  now: () => number,
): Promise<number> {
  let count = 0;
  for (const { id, runner, pid, heartbeatAt } of await repository.running()) {
    if (runner === own.id) continue;
    if (pid !== own.pid && isAlive(pid) && now() - heartbeatAt < silentMs) continue;
    await repository.interrupt(id, runner);
    count += 1;
  }
  return count;
}
