import { useState } from "react";
import type { JobPlan, LeftOutReason } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { type Unit, unitOf } from "./job-unit.ts";
import { TargetList } from "./target-list.tsx";

/** In the order that matters to who decides. */
const reasons: readonly LeftOutReason[] = [
  "not_readable",
  "no_permission",
  "gone",
  "not_a_member",
  "already_so",
  "protected",
  "admin",
  "owner",
  "self",
];

/** Who or what is left out, by why. */
export function PlanLeftOut({ plan }: { readonly plan: JobPlan }) {
  const text = useText("jobs");
  const { leftOut } = plan;
  if (leftOut.length === 0) return null;
  return (
    <section className="plan-part">
      <h4 className="digits">{text("left", { count: leftOut.length })}</h4>
      {reasons.map((reason) => {
        const targets = leftOut.filter((one) => one.reason === reason);
        return (
          targets.length > 0 && (
            <Reason key={reason} reason={reason} unit={unitOf(plan.action)} targets={targets} />
          )
        );
      })}
    </section>
  );
}

interface ReasonProps {
  readonly reason: LeftOutReason;
  readonly unit: Unit;
  readonly targets: JobPlan["leftOut"];
}

function Reason({ reason, unit, targets }: ReasonProps) {
  const text = useText("jobs");
  const [isOpen, setIsOpen] = useState(targets.length <= 3);
  const words = text(reasonKey(reason, unit));
  return (
    <details className="plan-reason" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        {words} <span className="quiet digits">{targets.length}</span>
      </summary>
      {isOpen && <TargetList label={words} targets={targets} unit={unit} rowsShown={5} />}
    </details>
  );
}

function reasonKey(reason: LeftOutReason, unit: Unit) {
  if (reason === "owner" && unit === "groups") return "ownedGroup";
  if (reason === "gone" && unit === "applications") return "answered";
  return reason;
}
