import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { GroupEntry } from "./group-entry.ts";

type GroupEntryCalls = Pick<Handlers, "groups.public" | "groups.apply" | "groups.save">;

export function createGroupEntryCalls(entry: GroupEntry): GroupEntryCalls {
  return {
    "groups.public": ({ accountId }) => entry.publicGroups(accountId),
    "groups.save": ({ accountId, groupId }) => entry.save(accountId, groupId),
    "groups.apply": ({ accountId, groupId, reason }) => entry.apply(accountId, groupId, reason),
  };
}
