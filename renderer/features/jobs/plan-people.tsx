import type { JobPlan, JobTarget } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { ShieldIcon } from "../../ui/icons.tsx";
import { peopleIn } from "./plan-source.ts";
import { usePlanStore } from "./plan-store.ts";
import { useProtectedStore } from "./protected-store.ts";
import { TargetList } from "./target-list.tsx";

/** Everybody the plan acts on. Where the plan can be made anew, each can be taken off it for good. */
export function PlanPeople({ plan }: { readonly plan: JobPlan }) {
  const text = useText("jobs");
  const { source, remake } = usePlanStore();
  const { ids, save } = useProtectedStore();

  async function protect({ userId }: JobTarget) {
    if (ids && (await save([...ids, userId]))) await remake();
  }
  return (
    <section className="plan-part">
      <h4>
        {text("who")}{" "}
        <span className="quiet digits">{text("whoCount", { count: peopleIn(plan.targets) })}</span>
      </h4>
      <TargetList
        label={text("who")}
        targets={plan.targets}
        rowsShown={7}
        {...(source?.type !== "given" && {
          actionFor: (target: JobTarget) => (
            <IconButton
              size="small"
              tabIndex={-1}
              label={text("protectThis", { name: target.name || target.userId })}
              icon={<ShieldIcon size={14} />}
              onClick={() => void protect(target)}
            />
          ),
        })}
      />
    </section>
  );
}
