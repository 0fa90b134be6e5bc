import type { PeopleAction } from "../../../shared/domain/job.ts";
import type { ActivityService, NewActivity } from "../activity/activity-service.ts";
import type { RunLog, UnrecordedRow } from "./run-log.ts";

export interface RecordDeps {
  readonly activity: Pick<ActivityService, "record">;
  readonly accountId: string;
  readonly action: PeopleAction;
  readonly log: RunLog;
}

/** Tells the activity of everybody who has an outcome by now, also of those a crash kept from being told. */
export async function recordOutcomes(deps: RecordDeps): Promise<void> {
  const rows = await deps.log.unrecorded();
  if (rows.length === 0) return;
  await deps.activity.record(rows.map((row) => activityOf(deps, row)));
  await deps.log.markRecorded(rows.map(({ position }) => position));
}

function activityOf(
  { accountId, action, log }: RecordDeps,
  { groupId, userId, name, outcome, reason }: UnrecordedRow,
): NewActivity {
  return {
    accountId,
    kind: action.type,
    groupId,
    groupName: null,
    targetId: userId,
    targetName: name || null,
    outcome: outcome === "waiting" || outcome === "cancelled" ? "unknown" : outcome,
    detail: reason ?? (action.type === "mute" && outcome === "done" ? String(action.minutes) : null),
    jobId: log.jobId,
  };
}
