import type { Activity } from "../../../../shared/domain/activity.ts";
import { accountId } from "../../support/samples.ts";

/** Ann kicked out of Chess, changed as wanted. */
export function sampleActivity(change: Partial<Activity> = {}): Activity {
  return {
    ...{ id: 1, at: 1_800_000_000_000, accountId, kind: "kick", groupId: "10", groupName: "Chess" },
    ...{ targetId: "5", targetName: "Ann", outcome: "done", detail: null, change: null },
    ...{ undoes: null, takenBack: null, jobId: null },
    ...change,
  } as Activity;
}
