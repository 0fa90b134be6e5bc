import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Job, JobPlan } from "../../../shared/domain/job.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { Database } from "../../platform/database/database.ts";
import type { Log } from "../../platform/log.ts";
import { createPacer, type Pace, type Pacer } from "../../platform/pacer.ts";
import type { ReadBack } from "../../platform/read-back.ts";
import type { Revisions } from "../../platform/revisions.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { ActivityService, RecordedAct } from "../activity/activity-service.ts";
import { createAftercare } from "./aftercare.ts";
import {
  createJobPlans,
  type GroupsPlanInput,
  type ItemsPlanInput,
  type PeoplePlanInput,
} from "./job-plans.ts";
import { createJobReports } from "./job-reports.ts";
import { actionOf, jobOf, noCounts } from "./job-rows.ts";
import { createJobsRepository, type Runner } from "./jobs-repository.ts";
import { wishFor } from "./live-job.ts";
import { interruptOrphans } from "./orphans.ts";
import { createProtectedPeople } from "./protected-people.ts";
import { kinds } from "./record-outcomes.ts";
import { createRunningJobs } from "./running-jobs.ts";
import { createWorkOf } from "./work/work-of.ts";
import type { WorkDeps } from "./work/work-scope.ts";

export interface JobsDeps
  extends Pick<WorkDeps, "groups" | "members" | "people" | "files" | "announcements" | "inbox"> {
  /** The journal, which outlives the cache. */
  readonly journal: Database;
  readonly accounts: Pick<AccountsService, "backendFor" | "get" | "heldMs" | "onRemove">;
  readonly activity: Pick<ActivityService, "record">;
  readonly revisions: Revisions;
  readonly emit: Emit;
  readonly log: Log;
  readonly pace?: Pace;
  readonly chunkSize?: number;
  /** Looks at least twice. */
  readonly readBack: ReadBack;
  /** The first pause after a server said "too many requests" to a plan. */
  readonly patienceMs?: number;
  readonly now?: () => number;
}

export type JobsService = ReturnType<typeof createJobsService>;

/** No server documents a limit: modest enough for any, and 5,000 people are still done within a minute. */
const defaultPace: Pace = { callsPerSecond: 4, burst: 4 };
/** How long the app waits for a call under way when it ends; what is open then is read back later. */
const stoppingMs = 2500;
const everybody = Number.MAX_SAFE_INTEGER;

/** Bulk work: a plan that is shown, its run with a journal that survives a crash, a report of each target. */
export function createJobsService(deps: JobsDeps) {
  const { journal, accounts, revisions, emit, readBack, now = Date.now, chunkSize = 100 } = deps;
  const repository = createJobsRepository(journal);
  const runner: Runner = { id: randomUUID(), pid: process.pid };
  const pacers = new Map<string, Pacer>();
  const pacerOf = (accountId: string) => {
    const heldMs = () => accounts.heldMs(accountId);
    const known = pacers.get(accountId) ?? createPacer({ pace: deps.pace ?? defaultPace, heldMs });
    pacers.set(accountId, known);
    return known;
  };
  const protectedPeople = createProtectedPeople(journal);
  const workOf = createWorkOf({ ...deps, protectedIds: protectedPeople.ids, chunkSize, readBack, now });
  const aftercare = createAftercare(deps.log);

  function changed(): void {
    revisions.bump("jobs");
    emit("jobs.changed", {});
  }

  const running = createRunningJobs({
    ...deps,
    repository,
    runner,
    pacerOf,
    workOf,
    readBack,
    describe: (jobId) => get(jobId),
    changed,
    acted: (accountId, action, groups) =>
      aftercare.begin(async (signal) => workOf(accountId, action).afterwards(groups, signal)),
    now,
  });
  const { live } = running;
  const plans = createJobPlans({
    ...{ repository, workOf, pacerOf, readBack, emit, now },
    patienceMs: deps.patienceMs ?? 1000,
    describe: (jobId) => get(jobId),
  });

  async function get(jobId: string): Promise<Job> {
    const row = await repository.get(jobId);
    const own = live.get(jobId) ?? null;
    const counts = own?.counts ?? (await repository.counts([jobId])).get(jobId) ?? noCounts();
    return jobOf(row, { ...counts }, own);
  }

  /** Ends what runs for an account, or everything, and waits for it, but not for ever. */
  async function stop(wish: "cancel" | "stop", accountId: string | null): Promise<void> {
    const ending = [...live.values()].filter((job) => accountId === null || job.accountId === accountId);
    for (const job of ending) wishFor(job, wish);
    const giveUp = new AbortController();
    const all = Promise.all(ending.map(({ ended }) => ended)).finally(() => giveUp.abort());
    await Promise.race([all, sleep(stoppingMs, undefined, { signal: giveUp.signal }).catch(() => undefined)]);
  }

  accounts.onRemove(async (accountId) => {
    plans.stop();
    plans.pending.forgetAccount(accountId);
    await stop("cancel", accountId);
  });

  /** Makes a job of the past ours and runs it; false where another process does, or it has ended. */
  async function takeOver(jobId: string): Promise<boolean> {
    // Whoever ran it may have ended since we started.
    await interruptOrphans(repository, runner, now);
    if (!(await repository.claim(jobId, runner, now()))) return false;
    running.start(await get(jobId));
    return true;
  }

  return {
    /** Once, at the start: what ran when the app ended is interrupted. */
    async start(): Promise<void> {
      await repository.giveUpLostAttempts();
      if ((await interruptOrphans(repository, runner, now)) > 0) changed();
    },

    /** Once, when the accounts are there: goes on with what the app left unfinished when the person quit. */
    async goOn(): Promise<void> {
      for (const jobId of await repository.toResume()) await takeOver(jobId);
    },

    /** How many run in this process, waiting for their turn or not. */
    underWay: (): number => live.size,

    /** Resolves when no job runs here any more, whatever was begun meanwhile. */
    async idle(): Promise<void> {
      while (live.size > 0) await Promise.all([...live.values()].map(({ ended }) => ended));
    },

    /** Reads the groups anew and says who would be acted on. Nothing runs. */
    plan: (input: PeoplePlanInput): Promise<JobPlan> => plans.people(input),
    planGroups: (input: GroupsPlanInput): Promise<JobPlan> => plans.groups(input),
    planItems: (input: ItemsPlanInput): Promise<JobPlan> => plans.items(input),
    planAgain: (jobId: string): Promise<JobPlan> => plans.again(jobId),
    planUndo: (jobId: string): Promise<JobPlan> => plans.undo(jobId),
    stopPlanning: (): void => plans.stop(),

    /** Runs a plan exactly as it was shown, once. Answers when it has begun. */
    async run(planId: string): Promise<Job> {
      const pending = plans.pending.take(planId);
      const id = randomUUID();
      try {
        workOf(pending.plan.accountId, pending.plan.action);
        await repository.insert(id, pending, runner, now());
      } catch (cause) {
        plans.pending.keep(pending);
        throw cause;
      }
      const job = await get(id);
      running.start(job);
      return get(id);
    },

    /** Newest first. */
    async list(): Promise<Job[]> {
      const rows = await repository.list();
      const counts = await repository.counts(rows.map(({ id }) => id));
      return rows.map((row) => {
        const own = live.get(row.id) ?? null;
        return jobOf(row, { ...(own?.counts ?? counts.get(row.id) ?? noCounts()) }, own);
      });
    },

    get,

    ...createJobReports({ repository, revisions, people: deps.people, describe: get }),

    /** Takes effect before the next call; resolves when it has. */
    async pause(jobId: string): Promise<void> {
      const own = live.get(jobId);
      if (own === undefined) {
        await repository.get(jobId);
        return repository.wish(jobId, "pause");
      }
      wishFor(own, "pause");
      await own.ended;
    },

    async resume(jobId: string): Promise<void> {
      if (live.has(jobId)) return;
      const row = await repository.get(jobId);
      if (row.state === "done" || row.state === "cancelled") {
        throw new AppError("invalid", "this job has ended");
      }
      workOf(row.accountId, actionOf(row));
      if (await takeOver(jobId)) return;
      throw new AppError("refused", "this job has ended, or runs in another window of the app");
    },

    /** Takes effect before the next call. What was under way when the app ended is read back first. */
    async cancel(jobId: string): Promise<void> {
      const { state } = await repository.get(jobId);
      if (state === "done" || state === "cancelled") return;
      if (!live.has(jobId) && !(await takeOver(jobId))) return repository.wish(jobId, "cancel");
      const own = live.get(jobId);
      if (own === undefined) return;
      wishFor(own, "cancel");
      await own.ended;
    },

    /** Resolves when the job no longer runs here. */
    async ended(jobId: string): Promise<Job> {
      await live.get(jobId)?.ended;
      return get(jobId);
    },

    /** Everybody a search finds, in the list's order, frozen at this moment. */
    async memberIds(accountId: string, groupId: string, query: string): Promise<string[]> {
      const { rows } = await deps.members.window({ accountId, groupId, query, offset: 0, limit: everybody });
      return rows.map(({ id }) => id);
    },

    async protectedIds(accountId: string): Promise<string[]> {
      accounts.get(accountId);
      return protectedPeople.ids(accountId);
    },

    async setProtected(accountId: string, userIds: readonly string[]): Promise<void> {
      accounts.get(accountId);
      await protectedPeople.set(accountId, userIds);
      changed();
    },

    /** What jobs are doing in a group at this moment: seen there, it is no news. */
    async inHand(accountId: string, groupId: string): Promise<RecordedAct[]> {
      const sent = await repository.inHand(accountId, groupId);
      return sent.map(({ action, targetId }) => ({ kind: kinds[action.type], targetId }));
    },

    /** Resolves when what jobs changed was read again. */
    settled: () => aftercare.settled(),

    /**
     * Ends what runs; before the journal closes. It goes on when it is resumed: by the person, or with `resumesLater`
     * by the next start of the app.
     */
    async close({ resumesLater = false }: { readonly resumesLater?: boolean } = {}): Promise<void> {
      plans.stop();
      aftercare.close();
      const unfinished = [...live.keys()];
      await stop("stop", null);
      if (resumesLater && unfinished.length > 0) await repository.resumeLater(unfinished, runner);
    },
  };
}
