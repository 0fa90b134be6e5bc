import { z } from "zod";
import { AccountId, EntityId } from "../domain/ids.ts";

/** How much of an allowance is used, and from when on there is room again; null when there is now. */
export const Allowance = z.object({
  used: z.number().int(),
  limit: z.number().int(),
});
export type Allowance = z.infer<typeof Allowance>;

/** What an account may still do through its WeChat gateway, and what it did to one person. Times are ms since epoch. */
export const FriendsState = z.object({
  /** Friend requests in the last 24 hours and in the last 2. */
  requestsPerDay: Allowance,
  requestsPerTwoHours: Allowance,
  /** When the next request to this person is possible; null when it is now. */
  nextRequestAt: z.number().nullable(),
  /** Groups joined by a code or an invitation in the last 24 hours. */
  joinsPerDay: Allowance,
  nextJoinAt: z.number().nullable(),
  /** The account is so new that WeChat watches it closely, until then; null when it is not. */
  newForRequestsUntil: z.number().nullable(),
  newForJoinsUntil: z.number().nullable(),
  /** WeChat complained about too much activity: nothing is sent until the person resumes. */
  stopped: z.object({ at: z.number(), message: z.string() }).nullable(),
  /** The last request to this person. "sent" is not "added": that is "accepted". */
  lastRequest: z
    .object({ at: z.number(), outcome: z.enum(["unknown", "sent", "refused", "accepted"]) })
    .nullable(),
});
export type FriendsState = z.infer<typeof FriendsState>;

export const FriendRequestOutcome = z.object({
  /** "too_soon" and "stopped": our own pace, nothing was sent. "unknown": the answer was lost; it counts as sent. */
  outcome: z.enum(["sent", "already_friend", "refused", "unknown", "too_soon", "stopped"]),
  /** The service's own words; null when it gave none. */
  message: z.string().nullable(),
});
export type FriendRequestOutcome = z.infer<typeof FriendRequestOutcome>;

const OneMember = z.object({ accountId: AccountId, groupId: EntityId, memberId: EntityId });

export const friendCalls = {
  /** From the cache; works offline. */
  "friends.state": {
    input: z.object({ accountId: AccountId, memberId: EntityId.nullable().default(null) }),
    output: FriendsState,
  },
  /** One request to one person, sent once, within the pace. */
  "friends.request": {
    input: OneMember.extend({ greeting: z.string().trim().min(1).max(50) }),
    output: FriendRequestOutcome,
  },
  /** Looks whether those we asked are among the friends by now; answers whether this one is. */
  "friends.check": { input: OneMember, output: z.boolean() },
  /** The person goes on after a stop. */
  "friends.resume": { input: z.object({ accountId: AccountId }), output: z.void() },
} as const;
