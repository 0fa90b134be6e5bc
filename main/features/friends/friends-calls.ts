import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { FriendsService } from "./friends-service.ts";

type FriendCalls = Pick<Handlers, "friends.state" | "friends.request" | "friends.check" | "friends.resume">;

export function createFriendCalls(service: FriendsService): FriendCalls {
  return {
    "friends.state": ({ accountId, memberId }) => service.state(accountId, memberId),
    "friends.request": ({ greeting, ...member }) => service.request(member, greeting),
    "friends.check": (member) => service.check(member),
    "friends.resume": ({ accountId }) => service.resume(accountId),
  };
}
