import { join } from "node:path";
import { onTestFinished } from "vitest";
import {
  type ActivityDeps,
  createActivityService,
  type NewActivity,
} from "../../../../main/features/activity/activity-service.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import { activityCalls } from "../../../../shared/ipc/activity-calls.ts";
import type { CallInput } from "../../../../shared/ipc/contract.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

export const accountId = "11111111-1111-4111-8111-111111111111";
export const otherAccountId = "22222222-2222-4222-8222-222222222222";

/** A kick of Ann out of Chess, changed as wanted. */
export function act(changes: Partial<NewActivity> = {}): NewActivity {
  const group = { groupId: "10", groupName: "Chess" };
  const target = { targetId: "5", targetName: "Ann" };
  return { accountId, kind: "kick", ...group, ...target, outcome: "done", ...changes };
}

/** The service over a real journal in a real worker. */
export async function journalWorld(deps: Partial<ActivityDeps> = {}) {
  const folder = await tempFolder();
  const journal = await openDatabase(join(folder, "journal.sqlite"), "journal");
  onTestFinished(() => journal.close());
  const clock = { now: 1_800_000_000_000 };
  const emitted: string[] = [];
  const service = createActivityService({
    journal,
    emit: (name) => void emitted.push(name),
    now: () => clock.now,
    ...deps,
  });
  const filter = (input: CallInput<"activity.window"> = {}) =>
    activityCalls["activity.window"].input.parse(input);
  const window = (input?: CallInput<"activity.window">) => service.window(filter(input));
  return {
    ...{ folder, journal, service, clock, emitted, filter, window },
    /** Kind and target of each row. */
    async shown(input?: CallInput<"activity.window">) {
      return (await window(input)).rows.map(({ kind, targetName }) => `${kind} ${targetName}`);
    },
  };
}
