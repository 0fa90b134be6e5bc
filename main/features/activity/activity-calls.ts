import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { Shell } from "../../shell/shell.ts";
import type { ActivityJournal } from "./activity-service.ts";
import type { UndoService } from "./undo-service.ts";

type ActivityCalls = Pick<Handlers, "activity.window" | "activity.get" | "activity.export" | "activity.undo">;

/** Exports write where the person chose; the page never learns the path. */
export function createActivityCalls(
  service: ActivityJournal,
  undo: UndoService,
  shell: Pick<Shell, "pickSavePath">,
): ActivityCalls {
  return {
    "activity.window": (query) => service.window(query),
    "activity.get": ({ id }) => service.get(id),
    "activity.export": async (filter) => {
      const path = await shell.pickSavePath("activity.csv");
      if (path === null) return false;
      await service.exportTo(path, filter);
      return true;
    },
    "activity.undo": ({ id, isSure }) => undo.undo(id, isSure),
  };
}
