import type { ActivityJournal, NewActivity } from "../../../../main/features/activity/activity-service.ts";

/** A journal in memory, for tests of those who record in it. */
export function keptActivity() {
  const kept: NewActivity[] = [];
  const activity: Pick<ActivityJournal, "record" | "recordSeen"> = {
    record: async (activities) => void kept.push(...activities),
    recordSeen: async ({ activities }) => void kept.push(...activities),
  };
  return { kept, activity };
}
