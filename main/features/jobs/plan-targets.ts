import type { LeftOutReason, PeopleAction } from "../../../shared/domain/job.ts";
import type { Member } from "../../../shared/domain/member.ts";

/** What is known of one group a moment before a plan is made. */
export interface GroupFacts {
  readonly groupId: string;
  readonly selfId: string | null;
  readonly ownerId: string | null;
  /** What the action needs, given our role there. */
  readonly isAllowed: boolean;
  readonly members: ReadonlyMap<string, Member>;
  readonly blockedIds: ReadonlySet<string>;
  readonly protectedIds: ReadonlySet<string>;
  readonly now: number;
}

export interface PlannedPerson {
  readonly groupId: string;
  readonly userId: string;
  readonly name: string;
  /** When they joined as far as known: who joined anew since is somebody else to a kick. */
  readonly joinedAt: number | null;
}

export interface TargetsOfGroup {
  readonly targets: PlannedPerson[];
  readonly leftOut: (PlannedPerson & { readonly reason: LeftOutReason })[];
}

/** Each person once: either acted on, or left out for the first reason that holds. */
export function planTargets(
  action: PeopleAction,
  userIds: readonly string[],
  facts: GroupFacts,
): TargetsOfGroup {
  const targets: PlannedPerson[] = [];
  const leftOut: TargetsOfGroup["leftOut"] = [];
  for (const userId of new Set(userIds)) {
    const member = facts.members.get(userId);
    const { groupId } = facts;
    const person = { groupId, userId, name: member?.name ?? "", joinedAt: member?.joinedAt ?? null };
    const reason = leftOutReason(action, userId, member, facts);
    if (reason === null) targets.push(person);
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
  userId: string,
  member: Member | undefined,
  facts: GroupFacts,
): LeftOutReason | null {
  if (userId === facts.selfId) return "self";
  const isOwner = userId === facts.ownerId || member?.role === "owner";
  if (isOwner && action.type !== "invite") return "owner";
  if (facts.protectedIds.has(userId)) return "protected";
  if (!facts.isAllowed) return "no_permission";
  if (member?.role === "admin" && hitsStanding.has(action.type)) return "admin";
  if (member === undefined && forMembersOnly.has(action.type)) return "not_a_member";
  return isAlreadySo(action, userId, member, facts) ? "already_so" : null;
}

function isAlreadySo(
  action: PeopleAction,
  userId: string,
  member: Member | undefined,
  { blockedIds, now }: GroupFacts,
): boolean {
  const mutedUntil = member?.mutedUntil ?? null;
  switch (action.type) {
    case "kick":
      return false;
    case "mute":
      if (mutedUntil === -1) return true;
      return action.minutes !== -1 && mutedUntil !== null && mutedUntil >= now + action.minutes * 60_000;
    case "unmute":
      return mutedUntil === null || (mutedUntil !== -1 && mutedUntil <= now);
    case "block":
      return blockedIds.has(userId);
    case "unblock":
      return !blockedIds.has(userId);
    case "promote":
      return member?.role === "admin";
    case "demote":
      return member?.role !== "admin";
    case "invite":
      return member !== undefined;
  }
}
