import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import {
  inverseOf,
  type Job,
  type JobPlan,
  type JobResult,
  type PeopleAction,
} from "../../../shared/domain/job.ts";
import { AppError, toAppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { Database } from "../../platform/database/database.ts";
import { fileError } from "../../platform/file-errors.ts";
import type { Log } from "../../platform/log.ts";
import { createPacer, type Pace, type Pacer } from "../../platform/pacer.ts";
import type { Revisions } from "../../platform/revisions.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { ActivityService } from "../activity/activity-service.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import type { MembersService } from "../members/members-service.ts";
import { administrationIn } from "./administration-in.ts";
import { actionOf, jobOf, noCounts } from "./job-rows.ts";
import { createPlanner } from "./jobs-planner.ts";
import { createJobsRepository, type ResultsQuery, type Runner } from "./jobs-repository.ts";
import { wishFor } from "./live-job.ts";
import { interruptOrphans } from "./orphans.ts";
import { createPendingPlans } from "./pending-plans.ts";
import { reportCsv } from "./report-csv.ts";
import { createRunningJobs } from "./running-jobs.ts";

export interface JobsDeps {
  /** The journal, which outlives the cache. */
  readonly journal: Database;
  readonly accounts: Pick<AccountsService, "backendFor" | "get" | "onRemove">;
  readonly groups: Pick<GroupsService, "get" | "sync" | "refresh">;
  readonly members: Pick<MembersService, "sync" | "window">;
  readonly activity: Pick<ActivityService, "record">;
  readonly revisions: Revisions;
  readonly emit: Emit;
  readonly log: Log;
  readonly pace?: Pace;
  readonly chunkSize?: number;
  /** The moment between two looks at the same list before a kick is sent again. */
  readonly readBackPauseMs?: number;
  readonly now?: () => number;
}

export interface PlanInput {
  readonly accountId: string;
  readonly groupIds: readonly string[];
  readonly userIds: readonly string[];
  readonly action: PeopleAction;
}

export type JobsService = ReturnType<typeof createJobsService>;

/** No server documents a limit: modest enough for any, and 5,000 people are still done within a minute. */
const defaultPace: Pace = { callsPerSecond: 4, burst: 4 };
/** How long the app waits for a call under way when it ends; what is open then is read back later. */
const stoppingMs = 2500;
const everybody = Number.MAX_SAFE_INTEGER;

/** Bulk work on people: a plan that is shown, its run with a journal that survives a crash, a report of each person. */
export function createJobsService(deps: JobsDeps) {
  const { journal, accounts, revisions, emit, now = Date.now, chunkSize = 100 } = deps;
  const repository = createJobsRepository(journal);
  const runner: Runner = { id: randomUUID(), pid: process.pid };
  const plans = createPendingPlans(now);
  const pacers = new Map<string, Pacer>();
  const pacerOf = (accountId: string) => {
    const known = pacers.get(accountId) ?? createPacer({ pace: deps.pace ?? defaultPace, now });
    pacers.set(accountId, known);
    return known;
  };
  const makePlan = createPlanner({ ...deps, protectedIds: repository.protectedIds, pacerOf, chunkSize, now });

  function changed(): void {
    revisions.bump("jobs");
    emit("jobs.changed", {});
  }

  let isClosing = false;

  /** The lists of these groups have changed by what we did. In the background: whoever looks at them is told. */
  function readAgain(accountId: string, groupIds: ReadonlySet<string>): void {
    if (isClosing) return;
    for (const groupId of groupIds) {
      emit("administration.changed", { accountId, groupId });
      deps.members.sync(accountId, groupId).catch((cause: unknown) => {
        deps.log.warn("members were not read again after a job", { code: toAppError(cause).code });
      });
    }
  }

  const running = createRunningJobs({
    ...deps,
    repository,
    runner,
    pacerOf,
    chunkSize,
    readBackPauseMs: deps.readBackPauseMs ?? 1500,
    describe: (jobId) => get(jobId),
    changed,
    acted: readAgain,
    now,
  });
  const { live } = running;

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
    plans.forgetAccount(accountId);
    await stop("cancel", accountId);
  });

  /** Makes a job of somebody else's or of the past ours and runs it. */
  async function takeOver(jobId: string): Promise<void> {
    if (!(await repository.claim(jobId, runner, now()))) {
      throw new AppError("refused", "this job has ended, or runs in another window of the app");
    }
    running.start(await get(jobId));
  }

  return {
    /** Once, at the start: what ran when the app ended is interrupted. */
    async start(): Promise<void> {
      if ((await interruptOrphans(repository, runner, now)) > 0) changed();
    },

    /** Reads the groups anew and says who would be acted on. Nothing runs. */
    async plan({ accountId, groupIds, userIds, action }: PlanInput): Promise<JobPlan> {
      const wanted = [...new Set(groupIds)].map((groupId) => ({ groupId, userIds }));
      return plans.keep(await makePlan({ accountId, action, wanted, undoOf: null }));
    },

    /** Runs a plan exactly as it was shown, once. Answers when it has begun. */
    async run(planId: string): Promise<Job> {
      const pending = plans.take(planId);
      const id = randomUUID();
      try {
        administrationIn(accounts.backendFor(pending.plan.accountId));
        await repository.insert(id, pending, runner, now());
      } catch (cause) {
        plans.keep(pending);
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

    async results(query: ResultsQuery): Promise<{ revision: number; total: number; rows: JobResult[] }> {
      await repository.get(query.jobId);
      return { revision: revisions.of("jobs"), ...(await repository.results(query)) };
    },

    /** Everybody who was wished for, those left out by the plan at the end. */
    async report(jobId: string): Promise<JobResult[]> {
      await repository.get(jobId);
      return repository.report(jobId);
    },

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
      const { accountId, state } = await repository.get(jobId);
      if (state === "done" || state === "cancelled") throw new AppError("invalid", "this job has ended");
      administrationIn(accounts.backendFor(accountId));
      await takeOver(jobId);
    },

    /** Takes effect before the next call. What was under way when the app ended is read back first. */
    async cancel(jobId: string): Promise<void> {
      const { state } = await repository.get(jobId);
      if (state === "done" || state === "cancelled") return;
      if (!live.has(jobId)) {
        if (state === "running") return repository.wish(jobId, "cancel");
        await takeOver(jobId);
      }
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

    async planAgain(jobId: string): Promise<JobPlan> {
      const row = await repository.get(jobId);
      const wanted = await repository.peopleWith(jobId, ["refused", "unknown"]);
      if (wanted.length === 0) throw new AppError("invalid", "nobody in this job failed");
      return plans.keep(
        await makePlan({ accountId: row.accountId, action: actionOf(row), wanted, undoOf: null }),
      );
    },

    async planUndo(jobId: string): Promise<JobPlan> {
      const { accountId, action, canUndo } = await get(jobId);
      const inverse = inverseOf[action.type];
      if (inverse === null) throw new AppError("unsupported", `a ${action.type} cannot be taken back`);
      if (!canUndo) throw new AppError("invalid", "there is nothing left to take back in this job");
      const wanted = await repository.peopleWith(jobId, ["done"]);
      // No inverse carries more than its name: see inverseOf.
      const plan = { accountId, action: { type: inverse } as PeopleAction, wanted, undoOf: jobId };
      return plans.keep(await makePlan(plan));
    },

    /** What the file of a report is called by default. */
    async reportName(jobId: string): Promise<string> {
      const { action, createdAt } = await get(jobId);
      return `${action.type}-${new Date(createdAt).toISOString().slice(0, 10)}.csv`;
    },

    /** The report as CSV. Throws `file_error` or `disk_full`. */
    async exportTo(jobId: string, path: string): Promise<void> {
      const csv = reportCsv(await get(jobId), await repository.report(jobId));
      await writeFile(path, csv).catch((cause: unknown) => {
        throw fileError(cause, "save the report");
      });
    },

    /** Everybody a search finds, in the list's order, frozen at this moment. */
    async memberIds(accountId: string, groupId: string, query: string): Promise<string[]> {
      const { rows } = await deps.members.window({ accountId, groupId, query, offset: 0, limit: everybody });
      return rows.map(({ id }) => id);
    },

    async protectedIds(accountId: string): Promise<string[]> {
      accounts.get(accountId);
      return repository.protectedIds(accountId);
    },

    async setProtected(accountId: string, userIds: readonly string[]): Promise<void> {
      accounts.get(accountId);
      await repository.setProtected(accountId, userIds);
      changed();
    },

    /** Ends what runs; before the journal closes. It goes on when it is resumed. */
    close(): Promise<void> {
      isClosing = true;
      return stop("stop", null);
    },
  };
}
