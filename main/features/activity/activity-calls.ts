import { kindsOnPeople } from "../../../shared/domain/activity.ts";
import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { Shell } from "../../shell/shell.ts";
import type { PeopleService } from "../people/people-service.ts";
import type { ActivityJournal } from "./activity-service.ts";
import type { UndoService } from "./undo-service.ts";

type ActivityCalls = Pick<Handlers, "activity.window" | "activity.get" | "activity.export" | "activity.undo">;

/**
 * Exports write where the person chose; the page never learns the path. People whom the page shows without a name are
 * looked at: it is asked for.
 */
export function createActivityCalls(
  service: ActivityJournal,
  undo: UndoService,
  people: Pick<PeopleService, "look">,
  shell: Pick<Shell, "pickSavePath">,
): ActivityCalls {
  return {
    "activity.window": async (query) => {
      const window = await service.window(query);
      const nameless = window.rows.filter(({ kind, targetName }) => !targetName && kindsOnPeople.has(kind));
      for (const [accountId, rows] of Map.groupBy(nameless, (row) => row.accountId)) {
        people.look(
          accountId,
          rows.flatMap(({ targetId }) => targetId ?? []),
        );
      }
      return window;
    },
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
