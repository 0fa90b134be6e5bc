import type { GroupBackend } from "../../backends/backend.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import type { Place } from "./place.ts";
import { type ActRecorder, actIn } from "./recorded-act.ts";

interface DepartureDeps {
  readonly groups: Pick<GroupsService, "forget">;
  readonly recorder: ActRecorder;
}

/** Ends our part in a group: it then leaves the cache. */
export function createDepartures({ groups, recorder }: DepartureDeps) {
  return async (place: Place, kind: "destroy_group" | "leave_group"): Promise<void> => {
    const { accountId, groupId, backend, administration } = place;
    await recorder.perform(actIn(place, { kind }), {
      send: () =>
        kind === "destroy_group" ? administration.destroy(groupId) : administration.leave(groupId),
      isDone: async () => !(await isJoined(backend, groupId)),
      afterwards: () => groups.forget(accountId, groupId),
    });
  };
}

/** Whether the server counts us among the members now. */
export async function isJoined(backend: GroupBackend, groupId: string): Promise<boolean> {
  for await (const page of backend.groups()) if (page.some(({ id }) => id === groupId)) return true;
  return false;
}
