import type { Activity } from "../../../shared/domain/activity.ts";
import { rankOf, roleOf } from "../../../shared/domain/role-rank.ts";
import type { MergeOutcome, SqlParameters } from "../../platform/database/database.ts";
import type { MemberMarks } from "./member-marks.ts";

/** More than these are told as one number. */
export const mostSightings = 20_000;

/** What was seen of one person; a number of people where there is no target. */
export type MemberSighting = Pick<Activity, "kind" | "targetId" | "targetName" | "detail">;

interface Surroundings {
  readonly marks: MemberMarks;
  readonly selfId: string | null;
  readonly now: number;
}

interface SeenMember {
  readonly id: string;
  readonly card: string;
  readonly rank: number;
  readonly mutedUntil: number | null;
}

const ownerRank = rankOf("owner");

/**
 * What others did, from what a complete list changed. Details: the earlier card, the new role or the one lost, the
 * end of a mute (ISO time or "forever"). Nothing is made of what the server merely began or ceased to tell us.
 */
export function seenMembers(outcome: MergeOutcome, around: Surroundings): MemberSighting[] {
  const { differences } = outcome;
  if (differences === undefined) return [];
  const inserted = differences.inserted.map(memberOf);
  const removed = differences.removed.map(memberOf);
  const updated = differences.updated.map(({ before, after }) => ({
    before: memberOf(before),
    after: memberOf(after),
  }));
  const { marks, selfId } = around;
  // With our own role changes what the server tells us of the others.
  const isSameView = !updated.some(({ before, after }) => after.id === selfId && before.rank !== after.rank);
  // Where nobody ceased to be the owner, we have only learned who it is.
  const isOwnerNews =
    updated.some(({ before }) => before.rank === ownerRank) || removed.some(({ rank }) => rank === ownerRank);
  const tellsRole = ({ before, after }: (typeof updated)[number]) =>
    marks.areAdminsTold &&
    (isSameView || after.id === selfId) &&
    (isOwnerNews || (before.rank !== ownerRank && after.rank !== ownerRank));
  return [
    ...inserted.map((member) => sighting("seen_joined", member)),
    ...summary("seen_joined", outcome.inserted - inserted.length),
    ...updated.flatMap((change) => [
      ...renaming(change),
      ...(tellsRole(change) ? roleChange(change) : []),
      ...(marks.areMutesTold && isSameView ? muting(change, around.now) : []),
    ]),
    ...removed.map((member) => sighting("seen_left", member)),
    ...summary("seen_left", outcome.removed - removed.length),
  ];
}

interface Change {
  readonly before: SeenMember;
  readonly after: SeenMember;
}

function renaming({ before, after }: Change): MemberSighting[] {
  return before.card === after.card ? [] : [sighting("seen_renamed", after, before.card || null)];
}

function roleChange({ before, after }: Change): MemberSighting[] {
  if (before.rank === after.rank) return [];
  return after.rank < before.rank
    ? [sighting("seen_promoted", after, roleOf(after.rank))]
    : [sighting("seen_demoted", after, roleOf(before.rank))];
}

/** A mute that merely ran out was ended by nobody. */
function muting({ before, after }: Change, now: number): MemberSighting[] {
  const isMuted = ({ mutedUntil }: SeenMember) => mutedUntil !== null && (mutedUntil < 0 || mutedUntil > now);
  if (isMuted(before) === isMuted(after)) return [];
  return isMuted(after)
    ? [sighting("seen_muted", after, endOf(after.mutedUntil))]
    : [sighting("seen_unmuted", after)];
}

function endOf(mutedUntil: number | null): string | null {
  if (mutedUntil === null) return null;
  return mutedUntil < 0 ? "forever" : new Date(mutedUntil).toISOString();
}

function sighting(
  kind: MemberSighting["kind"],
  { id, card }: SeenMember,
  detail: string | null = null,
): MemberSighting {
  return { kind, targetId: id, targetName: card || null, detail };
}

function summary(kind: MemberSighting["kind"], count: number): MemberSighting[] {
  return count > 0 ? [{ kind, targetId: null, targetName: null, detail: String(count) }] : [];
}

/** In the order of memberValues. */
function memberOf([id = "", card = "", rank = 2, _joined, mutedUntil = null]: SqlParameters): SeenMember {
  return {
    id: String(id),
    card: String(card),
    rank: Number(rank),
    mutedUntil: mutedUntil === null ? null : Number(mutedUntil),
  };
}
