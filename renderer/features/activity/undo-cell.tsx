import type { Activity } from "../../../shared/domain/activity.ts";
import { undoOf } from "../../../shared/domain/undo.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { useJobsStore } from "../jobs/jobs-store.ts";
import { useActWords } from "./act-words.ts";
import { useActivityStore } from "./activity-store.ts";
import { startUndo } from "./start-undo.ts";
import { useUndoneWords } from "./undone-words.ts";

/** "Undo", or why there is none; of what was taken back when that was, and a way to what did it. */
export function UndoCell({ activity }: { readonly activity: Activity }) {
  const text = useText("activity");
  const actWords = useActWords();
  const jobs = useJobsStore((state) => state.jobs);
  const undoingId = useActivityStore((state) => state.undoingId);
  const show = useActivityStore((state) => state.show);
  const undoneWords = useUndoneWords();
  const undo = undoOf(activity, jobs, Date.now());
  const undone = undoneWords(activity);
  if (undo.type === "nothing") return <span />;
  if (activity.takenBack && undone) {
    const { id } = activity.takenBack;
    return (
      <span className="activity-undo">
        {/* As with the change: on the keyboard Space shows the row in full, and there is a button. */}
        <button
          type="button"
          className="activity-change quiet"
          tabIndex={-1}
          title={text("actOn", { act: text("taken_back_short"), what: undone.full })}
          onClick={(event) => {
            event.stopPropagation();
            void show(id);
          }}
        >
          <span className="ellipsis">
            {text("taken_back_short")} <span className="activity-undone-how">{undone.short}</span>
          </span>
        </button>
      </span>
    );
  }
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
