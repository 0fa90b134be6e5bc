import type { JobPlan } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { unitOf } from "./job-unit.ts";
import { PlanFacts } from "./plan-facts.tsx";
import { PlanLeftOut } from "./plan-left-out.tsx";
import { PlanTargets } from "./plan-targets.tsx";

interface PlanBodyProps {
  readonly plan: JobPlan;
  readonly isPlanning: boolean;
}

/** The plan itself: what it costs, what it acts on, what it leaves out. */
export function PlanBody({ plan, isPlanning }: PlanBodyProps) {
  const text = useText("jobs");
  const isPeople = unitOf(plan.action) === "people";
  return (
    <div className="plan-body" aria-busy={isPlanning}>
      {plan.targets.length === 0 ? (
        <EmptyState
          title={text(isPeople ? "nobody" : "nothingLeft")}
          hint={text(isPeople ? "nobodyHint" : "nothingLeftHint")}
        />
      ) : (
        <>
          <PlanFacts plan={plan} />
          <PlanTargets plan={plan} />
        </>
      )}
      <PlanLeftOut plan={plan} />
    </div>
  );
}
