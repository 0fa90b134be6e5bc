import type { ActivityJournal, NewActivity } from "../../../../main/features/activity/activity-service.ts";
import { createIntents } from "../../../../main/features/activity/intents.ts";
import type { AppError } from "../../../../shared/errors.ts";

/** A journal in memory, for tests of those who record in it; `failure`: it cannot be written, because of that. */
export function keptActivity(failure: () => AppError | null = () => null) {
  const kept: NewActivity[] = [];
  const record = async (activities: readonly NewActivity[]) => void kept.push(...activities);
  const { attempt } = createIntents({
    journal: {
      async run() {
        const cause = failure();
        if (cause !== null) throw cause;
        return { changes: 1 };
      },
      all: async () => [],
    },
    record,
    report: (cause) => {
      throw cause;
    },
    now: Date.now,
  });
  const activity: Pick<ActivityJournal, "attempt" | "record" | "recordSeen"> = {
    attempt,
    record,
    recordSeen: async ({ activities }) => void kept.push(...activities),
  };
  return { kept, activity };
}
