import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { MembersService } from "./members-service.ts";

type MembersCalls = Pick<Handlers, "members.window" | "members.get" | "members.sync">;

export function createMembersCalls(members: MembersService): MembersCalls {
  return {
    "members.window": (input) => members.window(input),
    "members.get": ({ accountId, groupId, memberId }) => members.get(accountId, groupId, memberId),
    "members.sync": ({ accountId, groupId }) => members.sync(accountId, groupId),
  };
}
