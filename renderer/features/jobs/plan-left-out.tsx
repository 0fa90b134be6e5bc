import { useState } from "react";
import type { JobPlan, LeftOutReason } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { TargetList } from "./target-list.tsx";

/** In the order that matters to who decides. */
const reasons: readonly LeftOutReason[] = [
  "no_permission",
  "not_a_member",
  "already_so",
  "protected",
  "admin",
  "owner",
  "self",
];

/** Who is left out, by why. */
export function PlanLeftOut({ plan }: { readonly plan: JobPlan }) {
  const text = useText("jobs");
  const { leftOut } = plan;
  if (leftOut.length === 0) return null;
  return (
    <section className="plan-part">
      <h4 className="digits">{text("left", { count: leftOut.length })}</h4>
      {reasons.map((reason) => {
        const people = leftOut.filter((one) => one.reason === reason);
        return people.length > 0 && <Reason key={reason} reason={reason} people={people} />;
      })}
    </section>
  );
}

interface ReasonProps {
  readonly reason: LeftOutReason;
  readonly people: JobPlan["leftOut"];
}

function Reason({ reason, people }: ReasonProps) {
  const text = useText("jobs");
  const [isOpen, setIsOpen] = useState(people.length <= 3);
  return (
    <details className="plan-reason" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        {text(reason)} <span className="quiet digits">{people.length}</span>
      </summary>
      {isOpen && <TargetList label={text(reason)} targets={people} rowsShown={5} />}
    </details>
  );
}
