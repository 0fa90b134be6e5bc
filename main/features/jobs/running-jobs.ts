import type { Job, JobAction } from "../../../shared/domain/job.ts";
import { toAppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { Database } from "../../platform/database/database.ts";
import type { Log } from "../../platform/log.ts";
import type { Pacer } from "../../platform/pacer.ts";
import { inBackground } from "../../platform/rate-limit.ts";
import type { ReadBack } from "../../platform/read-back.ts";
import { createSemaphore, type Semaphore } from "../../platform/semaphore.ts";
import { createThrottle } from "../../platform/throttle.ts";
import type { ActivityService } from "../activity/activity-service.ts";
import { endedBy, type RunEnd, type RunnerDeps, runJob } from "./job-runner.ts";
import type { JobsRepository, Runner } from "./jobs-repository.ts";
import { countSettled, type LiveJob, newLiveJob } from "./live-job.ts";
import { heartbeatMs } from "./orphans.ts";
import { recordOutcomes } from "./record-outcomes.ts";
import { createRunLog } from "./run-log.ts";
import type { WorkOf } from "./work/work-of.ts";

export interface RunningJobsDeps {
  readonly journal: Database;
  readonly repository: JobsRepository;
  readonly runner: Runner;
  readonly workOf: WorkOf;
  readonly activity: Pick<ActivityService, "record">;
  readonly pacerOf: (accountId: string) => Pacer;
  readonly readBack: ReadBack;
  readonly describe: (jobId: string) => Promise<Job>;
  readonly changed: () => void;
  /** A run has ended that acted in these groups: what is shown of them is out of date. */
  readonly acted: (accountId: string, action: JobAction, groups: LiveJob["actedIn"]) => void;
  readonly emit: Emit;
  readonly log: Log;
  readonly now: () => number;
}

const progressEveryMs = 100;

/** The jobs that run in this process: one after another for each account. */
export function createRunningJobs(deps: RunningJobsDeps) {
  const live = new Map<string, LiveJob>();
  const turns = new Map<string, Semaphore>();

  function turnOf(accountId: string): Semaphore {
    const known = turns.get(accountId) ?? createSemaphore(1);
    turns.set(accountId, known);
    return known;
  }

  /** Waits for the account's earlier jobs, then runs this one; a wish that comes first ends the wait. */
  async function run(started: Job, job: LiveJob, tell: () => void): Promise<RunEnd> {
    const { id: jobId, accountId, action } = started;
    const log = createRunLog(deps.journal, jobId, deps.runner.id);
    const wish = async () => {
      const told = job.wish ?? (await log.wish());
      // Said here while the journal was asked.
      return job.wish ?? told;
    };
    const signal = () => {
      if (job.waiting.signal.aborted) job.waiting = new AbortController();
      if (job.wish !== null) job.waiting.abort();
      return job.waiting.signal;
    };
    const beating = setInterval(() => {
      log
        .heartbeat(deps.now())
        .catch((cause: unknown) => deps.log.warn("a job's heartbeat failed", { cause }));
    }, heartbeatMs);
    beating.unref();
    let release: () => void = () => undefined;
    try {
      try {
        release = await turnOf(accountId).acquire(signal());
      } catch (cause) {
        // Only a cancelled job goes on without its turn: it reads back what it left open, and sends nothing.
        if ((await wish()) !== "cancel") throw cause;
      }
      const running: RunnerDeps = {
        log,
        work: deps.workOf(accountId, action),
        pacer: deps.pacerOf(accountId),
        now: deps.now,
        readBack: deps.readBack,
        signal,
        wish,
        tell(progress) {
          Object.assign(job, progress);
          tell();
        },
        async settled(rows) {
          countSettled(job, rows);
          tell();
          await record(started);
        },
        acted: (groupId, lastDone) => {
          job.actedIn.set(groupId, lastDone ?? job.actedIn.get(groupId) ?? null);
        },
      };
      return await inBackground(() => runJob(running));
    } catch (cause) {
      // The account may be gone; its jobs can still be cancelled.
      return endedBy(await wish(), cause);
    } finally {
      release();
      clearInterval(beating);
    }
  }

  function record(job: Job): Promise<void> {
    const log = createRunLog(deps.journal, job.id, deps.runner.id);
    return recordOutcomes({ activity: deps.activity, job, log });
  }

  async function runToEnd(started: Job, job: LiveJob): Promise<RunEnd> {
    const { id: jobId, accountId, action } = started;
    const throttle = createThrottle(progressEveryMs, () => {
      deps
        .describe(jobId)
        .then((described) => deps.emit("jobs.progress", { job: described }))
        .catch((cause: unknown) => deps.log.warn("a job's progress was not told", { cause }));
    });
    try {
      const end = await run(started, job, throttle.ask);
      if (end.state === "cancelled") {
        await createRunLog(deps.journal, jobId, deps.runner.id).giveUp();
        // Before it ends: what had to be told afterwards a crash would keep from being told for ever.
        await record(started);
      }
      await deps.repository.end(jobId, deps.runner.id, { ...end, at: deps.now() });
      return end;
    } catch (cause) {
      // What could not be written down stays "running" there: the next start finds it interrupted.
      deps.log.error("a job broke off", { cause });
      return { state: "interrupted", pausedBy: toAppError(cause).code };
    } finally {
      throttle.stop();
      live.delete(jobId);
      deps.changed();
      if (job.actedIn.size > 0) deps.acted(accountId, action, job.actedIn);
    }
  }

  return {
    live,
    /** The job must already be ours in the journal. */
    start(job: Job): void {
      if (live.has(job.id)) return;
      const run = newLiveJob(job.accountId, { ...job.counts });
      live.set(job.id, run);
      deps.changed();
      run.ended = runToEnd(job, run);
    },
  };
}
