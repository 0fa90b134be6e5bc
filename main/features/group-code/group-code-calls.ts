import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { GroupCodeService } from "./group-code-service.ts";

type GroupCodeCalls = Pick<Handlers, "groups.code">;

export function createGroupCodeCalls(service: GroupCodeService): GroupCodeCalls {
  return {
    "groups.code": ({ accountId, groupId }) => service.code(accountId, groupId),
  };
}
