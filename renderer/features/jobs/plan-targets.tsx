import type { JobPlan, JobTarget } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { ShieldIcon } from "../../ui/icons.tsx";
import { ChangeList } from "./change-list.tsx";
import { extentOf, unitOf } from "./job-unit.ts";
import { usePlanStore } from "./plan-store.ts";
import { useProtectedStore } from "./protected-store.ts";
import { TargetList } from "./target-list.tsx";

const counts = {
  people: "peopleCount",
  groups: "groupsChosen",
  applications: "applicationsCount",
  files: "filesCount",
} as const;

/** All that the plan acts on. Of people, each can be taken off it for good. */
export function PlanTargets({ plan }: { readonly plan: JobPlan }) {
  const text = useText("jobs");
  const remake = usePlanStore((state) => state.remake);
  const { ids, save } = useProtectedStore();
  const { targets } = plan;
  const unit = unitOf(plan.action);
  const isPeople = unit === "people" || unit === "applications";
  const count = text(counts[unit], { count: extentOf(plan).count });
  const hasChanges = targets.some(({ changes }) => changes !== undefined);

  async function protect({ targetId }: JobTarget) {
    if (ids && (await save([...ids, targetId]))) await remake();
  }
  const shield = (target: JobTarget) => (
    <IconButton
      size="small"
      tabIndex={-1}
      label={text("protectThis", { name: target.name || target.targetId })}
      icon={<ShieldIcon size={14} />}
      onClick={() => void protect(target)}
    />
  );
  return (
    <section className="plan-part">
      <h4>
        {isPeople ? (
          <>
            {text("who")} <span className="quiet digits">{count}</span>
          </>
        ) : (
          <span className="digits">{count}</span>
        )}
      </h4>
      {hasChanges ? (
        <ChangeList label={text("changesIn")} targets={targets} />
      ) : (
        <TargetList
          label={isPeople ? text("who") : count}
          targets={targets}
          unit={unit}
          rowsShown={7}
          actionFor={unit === "people" ? shield : undefined}
        />
      )}
    </section>
  );
}
