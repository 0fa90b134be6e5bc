import type { Activity } from "../../../shared/domain/activity.ts";
import { undoOf } from "../../../shared/domain/undo.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { useJobsStore } from "../jobs/jobs-store.ts";
import { useActWords } from "./act-words.ts";
import { useActivityStore } from "./activity-store.ts";
import { startUndo } from "./start-undo.ts";

/** "Undo", or why there is none. */
export function UndoCell({ activity }: { readonly activity: Activity }) {
  const text = useText("activity");
  const actWords = useActWords();
  const jobs = useJobsStore((state) => state.jobs);
  const undoingId = useActivityStore((state) => state.undoingId);
  const undo = undoOf(activity, jobs, Date.now());
  if (undo.type === "nothing") return <span />;
  if (undo.type === "impossible") {
    return (
      <span className="activity-undo quiet ellipsis" title={text(undo.reason)}>
        {text(`${undo.reason}_short`)}
      </span>
    );
  }
  return (
    <span className="activity-undo">
      <Button
        size="small"
        aria-label={text("undoThis", { what: actWords(activity) })}
        isBusy={undoingId === activity.id}
        disabled={undoingId !== null && undoingId !== activity.id}
        onClick={(event) => {
          event.stopPropagation();
          startUndo(activity);
        }}
      >
        {text(undo.type === "job" ? "undoJob" : "undo")}
      </Button>
    </span>
  );
}
