import type { LeftOutReason, PeopleAction } from "../../../../shared/domain/job.ts";
import type { Member } from "../../../../shared/domain/member.ts";
import { isMutedAsLong } from "./mute-length.ts";
import type { LeftOutTarget, Planned, PlannedTarget } from "./work.ts";

/** What is known of one group a moment before a plan is made. */
export interface GroupFacts {
  readonly groupId: string;
  readonly selfId: string | null;
  readonly ownerId: string | null;
  /** What the action needs, given our role there. */
  readonly isAllowed: boolean;
  readonly members: ReadonlyMap<string, Member>;
  readonly blockedIds: ReadonlySet<string>;
  /** False: whom the cache does not call muted may be muted all the same. */
  readonly areMutesTold: boolean;
  readonly protectedIds: ReadonlySet<string>;
  readonly now: number;
}

/** Each person once: either acted on, or left out for the first reason that holds. */
export function planTargets(action: PeopleAction, userIds: readonly string[], facts: GroupFacts): Planned {
  const targets: PlannedTarget[] = [];
  const leftOut: LeftOutTarget[] = [];
  for (const targetId of new Set(userIds)) {
    const member = facts.members.get(targetId);
    const { groupId } = facts;
    const person = { groupId, targetId, name: member?.name ?? "" };
    const reason = leftOutReason(action, targetId, member, facts);
    // Who joined anew since is somebody else to a kick.
    if (reason === null) targets.push({ ...person, since: member?.joinedAt ?? null });
    else leftOut.push({ ...person, reason });
  }
  return { targets, leftOut };
}

/** Acts that touch the standing of a person, which owner and admins are never subjected to by the dozen. */
const hitsStanding: ReadonlySet<PeopleAction["type"]> = new Set(["kick", "mute", "block"]);
const forMembersOnly: ReadonlySet<PeopleAction["type"]> = new Set([
  "kick",
  "mute",
  "unmute",
  "promote",
  "demote",
]);

function leftOutReason(
  action: PeopleAction,
  targetId: string,
  member: Member | undefined,
  facts: GroupFacts,
): LeftOutReason | null {
  if (targetId === facts.selfId) return "self";
  const isOwner = targetId === facts.ownerId || member?.role === "owner";
  if (isOwner && action.type !== "invite") return "owner";
  if (facts.protectedIds.has(targetId)) return "protected";
  if (!facts.isAllowed) return "no_permission";
  if (member?.role === "admin" && hitsStanding.has(action.type)) return "admin";
  if (member === undefined && forMembersOnly.has(action.type)) return "not_a_member";
  return isAlreadySo(action, targetId, member, facts) ? "already_so" : null;
}

function isAlreadySo(
  action: PeopleAction,
  targetId: string,
  member: Member | undefined,
  { blockedIds, areMutesTold, now }: GroupFacts,
): boolean {
  const mutedUntil = member?.mutedUntil ?? null;
  switch (action.type) {
    case "kick":
      return false;
    case "mute":
      return isMutedAsLong(mutedUntil, action.minutes, now);
    case "unmute":
      return areMutesTold && (mutedUntil === null || (mutedUntil !== -1 && mutedUntil <= now));
    case "block":
      return blockedIds.has(targetId);
    case "unblock":
      return !blockedIds.has(targetId);
    case "promote":
      return member?.role === "admin";
    case "demote":
      return member?.role !== "admin";
    case "invite":
      return member !== undefined;
  }
}
