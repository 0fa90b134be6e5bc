import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { GroupsService } from "./groups-service.ts";

type GroupsCalls = Pick<
  Handlers,
  "groups.window" | "groups.get" | "groups.sync" | "groups.refresh" | "groups.avatar"
>;

export function createGroupsCalls(groups: GroupsService): GroupsCalls {
  return {
    "groups.window": (input) => groups.window(input),
    "groups.get": ({ accountId, groupId }) => groups.get(accountId, groupId),
    "groups.sync": ({ accountId }) => groups.sync(accountId),
    "groups.refresh": ({ accountId, groupId }) => groups.look(accountId, groupId),
    "groups.avatar": ({ accountId, groupId }) => groups.avatar(accountId, groupId),
  };
}
