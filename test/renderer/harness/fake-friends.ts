import type { FriendRequestOutcome, FriendsState } from "../../../shared/ipc/friend-calls.ts";

const hour = 3_600_000;

/** A gateway that sends one request and then wants half an hour of rest; a greeting of "stop" makes it complain. */
export function createFakeFriends() {
  let state: FriendsState = {
    requestsPerDay: { used: 3, limit: 15 },
    requestsPerTwoHours: { used: 1, limit: 8 },
    nextRequestAt: null,
    joinsPerDay: { used: 2, limit: 10 },
    nextJoinAt: null,
    newForRequestsUntil: Date.now() + 40 * hour,
    newForJoinsUntil: null,
    stopped: null,
    lastRequest: null,
  };
  return {
    state: () => state,
    request({ greeting }: { readonly greeting: string }): FriendRequestOutcome {
      const at = Date.now();
      if (greeting === "stop") {
        state = { ...state, stopped: { at, message: "操作过于频繁" } };
        return { outcome: "refused", message: "操作过于频繁" };
      }
      state = {
        ...state,
        requestsPerDay: { used: 4, limit: 15 },
        requestsPerTwoHours: { used: 2, limit: 8 },
        nextRequestAt: at + 24 * hour,
        lastRequest: { at, outcome: "sent" },
      };
      return { outcome: "sent", message: null };
    },
    resume() {
      state = { ...state, stopped: null };
    },
  };
}
