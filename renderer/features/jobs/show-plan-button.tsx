import type { GroupAction } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { isWritten, usePlanDraftsStore } from "./plan-drafts-store.ts";

/** The form this sends: its button stands below, where the plan's own comes to stand. */
export const planFormId = "plan-write";

export function ShowPlanButton({ type }: Pick<GroupAction, "type">) {
  const text = useText("jobs");
  const isReady = usePlanDraftsStore((drafts) => isWritten(drafts, type));
  return (
    <Button type="submit" form={planFormId} variant="primary" disabled={!isReady}>
      {text("showPlan")}
    </Button>
  );
}
