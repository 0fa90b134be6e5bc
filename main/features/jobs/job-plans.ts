import {
  type GroupAction,
  type ItemAction,
  inverseOf,
  type Job,
  JobAction,
  type JobPlan,
  type PeopleAction,
  type TargetOutcome,
} from "../../../shared/domain/job.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { ReadBack } from "../../platform/read-back.ts";
import { createThrottle } from "../../platform/throttle.ts";
import { actionOf, type KeptTarget } from "./job-rows.ts";
import { checkSize, createPlanner, type PlannerDeps, type PlanWish } from "./jobs-planner.ts";
import type { JobsRepository } from "./jobs-repository.ts";
import { createPendingPlans } from "./pending-plans.ts";
import { createPlanning, givenUp } from "./work/planning.ts";
import type { Wanted } from "./work/work.ts";

export interface JobPlansDeps extends PlannerDeps {
  readonly repository: Pick<JobsRepository, "get" | "targetsWith">;
  readonly describe: (jobId: string) => Promise<Job>;
  readonly emit: Emit;
  /** The first pause after a server said "too many requests" to a plan. */
  readonly patienceMs: number;
  readonly readBack: ReadBack;
  readonly now: () => number;
}

export interface PeoplePlanInput {
  readonly accountId: string;
  readonly groupIds: readonly string[];
  readonly userIds: readonly string[];
  readonly action: PeopleAction;
}

export interface GroupsPlanInput {
  readonly accountId: string;
  readonly groupIds: readonly string[];
  readonly action: GroupAction;
}

export interface ItemsPlanInput {
  readonly accountId: string;
  readonly items: readonly Pick<Wanted, "groupId" | "targetId">[];
  readonly action: ItemAction;
}

const toldEveryMs = 100;
/** So long after a write some servers' reads still show what was before it. */
const longestLagMs = 5000;

/** Every way to a plan. Each reads anew what the server says, tells how far it is, and keeps the plan until it is run. */
export function createJobPlans(deps: JobPlansDeps) {
  const { repository } = deps;
  const makePlan = createPlanner(deps);
  const pending = createPendingPlans(deps.now);
  const making = new Set<AbortController>();

  /** `isDoubtful`: the server may still show what was before the job that is taken back, so whoever is left out is looked at again. */
  async function planned(wish: PlanWish, isDoubtful = false): Promise<JobPlan> {
    const stop = new AbortController();
    const { signal } = stop;
    let read = { done: 0, total: 0 };
    const throttle = createThrottle(toldEveryMs, () => deps.emit("jobs.planning", read));
    const tell = (done: number, total: number) => {
      read = { done, total };
      if (!signal.aborted) throttle.ask();
    };
    making.add(stop);
    try {
      const plan = () => makePlan(wish, createPlanning({ signal, patienceMs: deps.patienceMs, tell }));
      const made = isDoubtful
        ? await deps.readBack(plan, ({ plan: { leftOut } }) => leftOut.length === 0, { isCostly: true })
        : await plan();
      signal.throwIfAborted();
      return pending.keep(made);
    } finally {
      making.delete(stop);
      throttle.stop();
    }
  }

  return {
    pending,

    /** Gives up the plans in the making: they end with "cancelled" before their next group. */
    stop(): void {
      for (const stop of making) stop.abort(givenUp());
    },

    async people({ accountId, groupIds, userIds, action }: PeoplePlanInput): Promise<JobPlan> {
      checkSize(groupIds.length * userIds.length);
      const wanted = [...new Set(groupIds)].flatMap((groupId) =>
        userIds.map((targetId) => ({ groupId, targetId })),
      );
      return planned({ accountId, action, wanted, undoOf: null });
    },

    async groups({ accountId, groupIds, action }: GroupsPlanInput): Promise<JobPlan> {
      checkAction(action);
      const wanted = [...new Set(groupIds)].map((groupId) => ({ groupId, targetId: groupId }));
      return planned({ accountId, action, wanted, undoOf: null });
    },

    async items({ accountId, items, action }: ItemsPlanInput): Promise<JobPlan> {
      const once = new Map(items.map((item) => [`${item.groupId} ${item.targetId}`, item]));
      // A call is about one group: those of a group stand together.
      const byGroup = Map.groupBy(once.values(), ({ groupId }) => groupId);
      return planned({ accountId, action, wanted: [...byGroup.values()].flat(), undoOf: null });
    },

    /** What failed or is unknown; what was done after all is left out. */
    async again(jobId: string): Promise<JobPlan> {
      const row = await repository.get(jobId);
      const action = actionOf(row);
      const failed = await repository.targetsWith(jobId, ["refused", "unknown"]);
      if (failed.length === 0) throw new AppError("invalid", "nothing in this job failed");
      const wanted = failed.map((target) => onceMore(target, action));
      return planned({ accountId: row.accountId, action, wanted, undoOf: null });
    },

    /** Takes back what was done. Throws "unsupported" where nothing can, "invalid" where nothing is left. */
    async undo(jobId: string): Promise<JobPlan> {
      const { accountId, action, canUndo, finishedAt } = await deps.describe(jobId);
      const inverse = inverseOf[action.type];
      if (inverse === null) throw new AppError("unsupported", `a ${action.type} cannot be taken back`);
      if (!canUndo) throw new AppError("invalid", "there is nothing left to take back in this job");
      // Of several settings of a group one may have failed, and the others are set.
      const mayBePartly = inverse === "restore_settings";
      const outcomes: TargetOutcome[] = mayBePartly ? ["done", "refused", "unknown"] : ["done"];
      const targets = await repository.targetsWith(jobId, outcomes);
      // An inverse needs no more than its name and the words of what it takes back.
      const taken = JobAction.parse({ ...action, type: inverse });
      const isFresh = finishedAt !== null && deps.now() < finishedAt + longestLagMs;
      return planned({ accountId, action: taken, wanted: targets.map(backwards), undoOf: jobId }, isFresh);
    },
  };
}

/** Throws "invalid" for what only an undo makes, and for settings that set nothing. */
function checkAction(action: GroupAction): void {
  if (action.type === "restore_settings") throw new AppError("invalid", "only an undo restores settings");
  if (action.type !== "apply_settings") return;
  const values = Object.values(action.changes);
  if (values.length === 0) throw new AppError("invalid", "no setting is to be changed");
  if (values.includes(null)) throw new AppError("invalid", "a setting cannot be null");
}

function onceMore({ outcome: _, since, ...target }: KeptTarget, { type }: JobAction): Wanted {
  // Its plan takes what is later than that: the very one that was meant must be.
  return { ...target, since: type === "unannounce" && since !== null ? since - 1 : since };
}

/** From what it was set to, back to what it was. */
function backwards({ outcome, changes, ...target }: KeptTarget): Wanted {
  if (changes === undefined) return target;
  return {
    ...target,
    changes: changes.map(({ setting, from, to }) => ({ setting, from: to, to: from })),
    isUnsure: outcome !== "done",
  };
}
