import { randomUUID } from "node:crypto";
import { inverseOf, type JobAction, type JobPlan } from "../../../shared/domain/job.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Pacer } from "../../platform/pacer.ts";
import type { PendingPlan } from "./pending-plans.ts";
import type { Planning } from "./work/planning.ts";
import type { Wanted } from "./work/work.ts";
import type { WorkOf } from "./work/work-of.ts";

/** More than this in one job is a mistake, not a wish. */
const mostTargets = 200_000;

export interface PlannerDeps {
  readonly workOf: WorkOf;
  readonly pacerOf: (accountId: string) => Pacer;
}

export interface PlanWish {
  readonly accountId: string;
  readonly action: JobAction;
  readonly wanted: readonly Wanted[];
  /** The job that it takes back; null for any other. */
  readonly undoOf: string | null;
}

/** Throws "invalid". */
export function checkSize(targets: number): void {
  if (targets > mostTargets) throw new AppError("invalid", `one job takes at most ${mostTargets} targets`);
}

/** Makes plans from what the server says now. Runs nothing. */
export function createPlanner({ workOf, pacerOf }: PlannerDeps) {
  return async (
    { accountId, action, wanted, undoOf }: PlanWish,
    planning: Planning,
  ): Promise<PendingPlan> => {
    checkSize(wanted.length);
    const work = workOf(accountId, action);
    const { targets, leftOut } = await work.plan(wanted, planning);
    const callCount = work.callCount(targets);
    const plan: JobPlan = {
      planId: randomUUID(),
      accountId,
      action,
      targets: targets.map(({ since: _, ...target }) => target),
      leftOut: [...leftOut],
      callCount,
      estimatedMs: pacerOf(accountId).estimateMs(callCount),
      isReversible: inverseOf[action.type] !== null,
    };
    return { plan, targets, undoOf };
  };
}
