import { useState } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { GroupChoice } from "./group-choice.tsx";
import { usePlanStore } from "./plan-store.ts";
import { useGroupName } from "./use-group-name.ts";

/** In which groups; for a plan made here, others can be chosen, and it is made anew. */
export function PlanGroups() {
  const text = useText("jobs");
  const groupName = useGroupName();
  const { source, plan, change } = usePlanStore();
  const request = source?.type === "people" ? source.request : null;
  const ids = request?.groupIds ?? [
    ...new Set([...(plan?.targets ?? []), ...(plan?.leftOut ?? [])].map(({ groupId }) => groupId)),
  ];
  const [isChoosing, setIsChoosing] = useState(ids.length === 0 && request !== null);
  const [first] = ids;
  return (
    <section className="plan-part">
      <div className="plan-where">
        <h4>{text("where")}</h4>
        <span className="ellipsis" dir="auto">
          {first !== undefined && ids.length === 1
            ? groupName(first)
            : text("groupsChosen", { count: ids.length })}
        </span>
        {request && (
          <Button size="small" aria-expanded={isChoosing} onClick={() => setIsChoosing(!isChoosing)}>
            {text(isChoosing ? "groupsDone" : "otherGroups")}
          </Button>
        )}
      </div>
      {request && isChoosing && (
        <GroupChoice
          accountId={request.accountId}
          act={request.action.type}
          chosen={request.groupIds}
          onChange={(groupIds) => void change({ groupIds })}
        />
      )}
    </section>
  );
}
