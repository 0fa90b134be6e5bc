import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { Shell } from "../../shell/shell.ts";
import type { ActivityJournal } from "./activity-service.ts";

type ActivityCalls = Pick<Handlers, "activity.window" | "activity.export">;

/** Exports write where the person chose; the page never learns the path. */
export function createActivityCalls(
  service: ActivityJournal,
  shell: Pick<Shell, "pickSavePath">,
): ActivityCalls {
  return {
    "activity.window": (query) => service.window(query),
    "activity.export": async (filter) => {
      const path = await shell.pickSavePath("activity.csv");
      if (path === null) return false;
      await service.exportTo(path, filter);
      return true;
    },
  };
}
