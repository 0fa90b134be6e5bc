import type { Activity } from "../../../shared/domain/activity.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { planFor, planFromJob, useJobsStore } from "../jobs/jobs-store.ts";
import { useActivityStore } from "./activity-store.ts";
import { targetWords } from "./activity-words.ts";
import { undoOf } from "./undo-of.ts";

/** "Undo", or why there is none. What acts on people is shown as a plan first; a name is set again at once. */
export function UndoCell({ activity }: { readonly activity: Activity }) {
  const text = useText("activity");
  const jobs = useJobsStore((state) => state.jobs);
  const { undoingId, renameBack } = useActivityStore();
  const undo = undoOf(activity, jobs);
  if (undo.type === "nothing") return <span />;
  if (undo.type === "impossible") {
    return (
      <span className="activity-undo quiet ellipsis" title={text(undo.reason)}>
        {text(undo.reason === "job_running" ? "notYet" : "cannotUndo")}
      </span>
    );
  }
  function start() {
    const { accountId, groupId, targetId } = activity;
    if (undo.type === "job") planFromJob("undo", undo.jobId);
    else if (undo.type === "name") void renameBack(activity, undo.name);
    else if (undo.type === "person" && groupId !== null && targetId !== null) {
      planFor({ accountId, groupIds: [groupId], userIds: [targetId], action: { type: undo.action } });
    }
  }
  const what = `${text(activity.kind)} ${targetWords(activity, text) || (activity.groupName ?? "")}`;
  return (
    <span className="activity-undo">
      <Button
        size="small"
        aria-label={text("undoThis", { what })}
        disabled={undoingId !== null}
        onClick={(event) => {
          event.stopPropagation();
          start();
        }}
      >
        {text(undo.type === "job" ? "undoJob" : "undo")}
      </Button>
    </span>
  );
}
