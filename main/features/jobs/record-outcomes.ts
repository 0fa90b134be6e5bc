import type { ActivityChange, ActivityKind } from "../../../shared/domain/activity.ts";
import { type Job, type JobActionType, targetKindOf } from "../../../shared/domain/job.ts";
import type { ActivityService, NewActivity } from "../activity/activity-service.ts";
import type { RunLog, UnrecordedRow } from "./run-log.ts";

export interface RecordDeps {
  readonly activity: Pick<ActivityService, "record">;
  readonly job: Pick<Job, "accountId" | "action" | "undoOf">;
  readonly log: RunLog;
}

/** Tells the activity of all that has an outcome by now, once: also of what a crash kept from being told. */
export async function recordOutcomes(deps: RecordDeps): Promise<void> {
  const rows = await deps.log.unrecorded();
  if (rows.length === 0) return;
  const mark = deps.log.recordedMark(rows.map(({ position }) => position));
  await deps.activity.record(
    rows.map((row) => activityOf(deps, row)),
    [mark],
  );
}

/** What the activity calls what a job does to each of its targets. */
export const kinds: Readonly<Record<JobActionType, ActivityKind>> = {
  kick: "kick",
  mute: "mute",
  unmute: "unmute",
  block: "block",
  unblock: "unblock",
  promote: "promote",
  demote: "demote",
  invite: "invite",
  announce: "announce",
  unannounce: "remove_announcement",
  apply_settings: "change_setting",
  restore_settings: "change_setting",
  mute_all: "mute_all",
  unmute_all: "unmute_all",
  leave: "leave_group",
  approve_applications: "approve_application",
  refuse_applications: "refuse_application",
  delete_files: "delete_file",
};

function activityOf({ job, log }: RecordDeps, row: UnrecordedRow): NewActivity {
  const { accountId, action, undoOf = null } = job;
  const { groupId, targetId, name, outcome, reason } = row;
  const what = detailOf(action, row);
  const isDone = outcome === "done";
  const target =
    targetKindOf(action.type) === "group"
      ? { groupName: name || null, targetId: null, targetName: "title" in action ? action.title : null }
      : { groupName: null, targetId, targetName: name || null };
  return {
    accountId,
    kind: kinds[action.type],
    groupId,
    ...target,
    outcome: outcome === "waiting" || outcome === "cancelled" ? "unknown" : outcome,
    detail: isDone ? what : [row.changes && what, reason].filter(Boolean).join(" · ") || null,
    change: isDone ? changeOf(row) : null,
    jobId: log.jobId,
    undoesJob: undoOf,
  };
}

/** Several settings at once are told in words only; the job itself knows them all. */
function changeOf({ changes = [] }: UnrecordedRow): ActivityChange | null {
  const [change] = changes;
  if (change === undefined || changes.length > 1) return null;
  return { field: change.setting, before: change.from, after: change.to };
}

/** The value that was set; null where the action has none. */
function detailOf(action: Job["action"], { changes }: UnrecordedRow): string | null {
  if (changes !== undefined) return changes.map(({ setting, to }) => `${setting}: ${to}`).join(", ");
  if (action.type === "mute") return String(action.minutes);
  if (action.type !== "mute_all") return null;
  return action.minutes === -1 ? "for ever" : `${action.minutes} min`;
}
