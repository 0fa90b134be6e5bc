import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { GroupEntry } from "./group-entry.ts";

export function createGroupEntryCalls(entry: GroupEntry): Pick<Handlers, "groups.public" | "groups.apply"> {
  return {
    "groups.public": ({ accountId }) => entry.publicGroups(accountId),
    "groups.apply": ({ accountId, groupId, reason }) => entry.apply(accountId, groupId, reason),
  };
}
