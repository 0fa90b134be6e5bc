import { AppError, effectOf, toAppError } from "../../../shared/errors.ts";
import type { FriendRequestOutcome, FriendsState } from "../../../shared/ipc/friend-calls.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import { addGroupMemberAsFriend, isFriend, knownFriendIds } from "../../backends/gewe/gewe-friends.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { ActivityService } from "../activity/activity-service.ts";
import type { MembersService } from "../members/members-service.ts";
import type { SentRequest } from "./pacing-repository.ts";
import type { PacingService } from "./pacing-service.ts";

export interface FriendsDeps {
  readonly accounts: Pick<AccountsService, "get" | "backendFor">;
  readonly members: Pick<MembersService, "get">;
  readonly pacing: PacingService;
  readonly activity: Pick<ActivityService, "attempt">;
}

interface OneMember {
  readonly accountId: string;
  readonly groupId: string;
  readonly memberId: string;
}

export type FriendsService = ReturnType<typeof createFriendsService>;

/** Friend requests to members of WeChat groups: one person's decision, one person asked, within the pace. */
export function createFriendsService({ accounts, members, pacing, activity }: FriendsDeps) {
  function backendOf(accountId: string): GroupBackend {
    if (accounts.get(accountId).kind !== "gewe") {
      throw new AppError("unsupported", "this kind of account has no friends");
    }
    return accounts.backendFor(accountId);
  }

  async function send(
    backend: GroupBackend,
    member: OneMember,
    greeting: string,
  ): Promise<FriendRequestOutcome> {
    const { accountId, groupId, memberId: personId } = member;
    try {
      await pacing.attempt(
        { accountId, kind: "friend", groupId, personId },
        () => addGroupMemberAsFriend(backend, { groupId, memberId: personId, greeting }),
        ({ v3 }) => ({ outcome: "sent", v3, message: null }),
      );
      return { outcome: "sent", message: null };
    } catch (cause) {
      const error = toAppError(cause);
      const message = error.server?.message || error.server?.code || null;
      const effect = effectOf(error);
      if (effect === "unknown") return { outcome: "unknown", message };
      // What is said of the account says nothing about the person.
      if (effect === "not_sent" && error.code !== "rate_limited") throw error;
      if (error.server !== undefined) return { outcome: "refused", message };
      throw error;
    }
  }

  async function actOn({ accountId, groupId, memberId }: OneMember) {
    const name = await members.get(accountId, groupId, memberId).then(
      ({ name }) => name,
      () => null, // A name is worth having, not worth failing for.
    );
    const about = { accountId, kind: "friend_request", groupId, groupName: null } as const;
    return { ...about, targetId: memberId, targetName: name || null };
  }

  return {
    async state(accountId: string, memberId: string | null): Promise<FriendsState> {
      backendOf(accountId);
      return pacing.state(accountId, memberId);
    },

    /** Sent once, never repeated. Whether the person is a friend already is asked before, where the service tells. */
    async request(member: OneMember, greeting: string): Promise<FriendRequestOutcome> {
      const { accountId, groupId, memberId } = member;
      const backend = backendOf(accountId);
      if (memberId === accounts.get(accountId).selfId) {
        throw new AppError("invalid", "nobody is their own friend");
      }
      const { stopped, nextRequestAt } = await pacing.state(accountId, memberId);
      if (stopped !== null) return { outcome: "stopped", message: stopped.message };
      if (nextRequestAt !== null) return { outcome: "too_soon", message: null };
      if (await isFriend(backend, groupId, memberId)) {
        await pacing.markAccepted(accountId, [memberId]);
        return { outcome: "already_friend", message: null };
      }
      const act = await actOn(member);
      return await activity.attempt([act], async ({ ended }) => {
        const sent = await send(backend, member, greeting);
        const outcome = sent.outcome === "sent" ? "done" : sent.outcome === "unknown" ? "unknown" : "refused";
        ended([{ ...act, outcome, detail: sent.message }]);
        return sent;
      });
    },

    /** "Sent" becomes "accepted" only when the person is among the friends. */
    async check({ accountId, groupId, memberId }: OneMember): Promise<boolean> {
      const backend = backendOf(accountId);
      const friends = new Set(await knownFriendIds(backend));
      if (!friends.has(memberId) && (await isFriend(backend, groupId, memberId))) friends.add(memberId);
      await pacing.markAccepted(accountId, [...friends]);
      return friends.has(memberId);
    },

    /** Every friend request sent with this account's person, newest first; works offline. */
    async requests(accountId: string): Promise<SentRequest[]> {
      backendOf(accountId);
      return pacing.requests(accountId);
    },

    async resume(accountId: string): Promise<void> {
      backendOf(accountId);
      await pacing.resume(accountId);
    },
  };
}
