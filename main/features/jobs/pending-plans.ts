import type { JobPlan } from "../../../shared/domain/job.ts";
import { AppError } from "../../../shared/errors.ts";
import type { PlannedTarget } from "./work/work.ts";

/** A plan as it was shown, with what running it needs beyond that. */
export interface PendingPlan {
  readonly plan: JobPlan;
  readonly targets: readonly PlannedTarget[];
  /** The job that it takes back; null for any other. */
  readonly undoOf: string | null;
}

const keptMs = 60 * 60 * 1000;
const keptPlans = 50;

/** Plans wait here to be confirmed: an hour, and each is given out once. */
export function createPendingPlans(now: () => number) {
  const plans = new Map<string, { readonly pending: PendingPlan; readonly madeAt: number }>();

  function forgetOld(): void {
    for (const [id, { madeAt }] of plans) {
      if (now() - madeAt > keptMs || plans.size > keptPlans) plans.delete(id);
    }
  }

  return {
    keep(pending: PendingPlan): JobPlan {
      plans.set(pending.plan.planId, { pending, madeAt: now() });
      forgetOld();
      return pending.plan;
    },
    /** Throws `not_found` for a plan that is too old, was run, or never was. */
    take(planId: string): PendingPlan {
      forgetOld();
      const found = plans.get(planId);
      if (found === undefined)
        throw new AppError("not_found", "this plan is too old or was run: make a new one");
      plans.delete(planId);
      return found.pending;
    },
    forgetAccount(accountId: string): void {
      for (const [id, { pending }] of plans) if (pending.plan.accountId === accountId) plans.delete(id);
    },
  };
}
