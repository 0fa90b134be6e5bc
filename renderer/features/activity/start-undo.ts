import type { Activity } from "../../../shared/domain/activity.ts";
import { type Undo, undoOf } from "../../../shared/domain/undo.ts";
import { planFor, planFromJob, useJobsStore } from "../jobs/jobs-store.ts";
import { useActivityStore } from "./activity-store.ts";

/** Takes an act back: people and jobs by a plan that is shown first, a value at once, or says why not. */
export function startUndo(activity: Activity): void {
  const undo = undoNow(activity);
  const { undo: setBack, tell } = useActivityStore.getState();
  const { accountId } = activity;
  if (undo.type === "job") planFromJob("undo", undo.jobId);
  else if (undo.type === "person") {
    const { groupId, userId, action } = undo;
    planFor({ accountId, groupIds: [groupId], userIds: [userId], action: { type: action } });
  } else if (undo.type === "value" || undo.type === "announcement") void setBack(activity);
  else tell(activity, undo.type === "impossible" ? undo.reason : "nothing");
}

/** One step further back: the newest act of those read that is still in force and can be taken back. */
export function startNewestUndo(): void {
  for (const activity of readRows()) {
    const { type } = undoNow(activity);
    if (!isStep(activity) || type === "impossible" || type === "nothing") continue;
    startUndo(activity);
    return;
  }
}

/** This very act; where it is an undo, or was taken back, the next one instead: a second press never redoes. */
export function startUndoFrom(activity: Activity): void {
  if (isStep(activity)) startUndo(activity);
  else startNewestUndo();
}

function* readRows(): Generator<Activity> {
  const { list } = useActivityStore.getState();
  for (let index = 0; index < (list.total ?? 0); index += 1) {
    const activity = list.rowAt(index);
    if (activity === undefined) return;
    yield activity;
  }
}

/** Whether an act is in force, and no undo. That can be taken back as well, which is a redo, but no step further back. */
function isStep({ id, undoes, takenBack }: Activity): boolean {
  return undoes === null && takenBack === null && !useActivityStore.getState().settledIds.has(id);
}

function undoNow(activity: Activity): Undo {
  return undoOf(activity, useJobsStore.getState().jobs, Date.now());
}
