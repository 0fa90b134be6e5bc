import { personSearchTextOf, shownNameOf } from "../../../shared/domain/person-name.ts";
import { rankOf } from "../../../shared/domain/role-rank.ts";
import type { GroupBackend, RemoteMember } from "../../backends/backend.ts";
import type { SqlParameters } from "../../platform/database/database.ts";
import { ifTold } from "../../platform/if-told.ts";
import type { GroupsService } from "../groups/groups-service.ts";

export type ReadAdmins = ReturnType<GroupsService["lookAtAdmins"]>;

/** What the server tells of members beside their list: who is admin, who is muted. */
export interface MemberMarks {
  readonly ownerId: string | null;
  readonly adminIds: ReadonlySet<string>;
  readonly mutes: ReadonlyMap<string, number>;
  readonly areAdminsTold: boolean;
  readonly areMutesTold: boolean;
}

/** Most servers tell of mutes to admins only, and some refuse a list to everybody: what was told before then stays. */
export async function fetchMemberMarks(
  backend: Pick<GroupBackend, "mutes">,
  group: { readonly id: string; readonly ownerId: string | null },
  {
    readAdmins,
    knownAdmins,
  }: { readonly readAdmins: ReadAdmins; readonly knownAdmins: () => Promise<readonly string[]> },
  signal: AbortSignal,
): Promise<MemberMarks> {
  const [adminIds, mutes] = await Promise.all([
    readAdmins(),
    ifTold<ReadonlyMap<string, number> | null>(backend.mutes(group.id, signal), null),
  ]);
  return {
    ownerId: group.ownerId,
    adminIds: new Set(adminIds ?? (await knownAdmins())),
    mutes: mutes ?? new Map(),
    areAdminsTold: adminIds !== null,
    areMutesTold: mutes !== null,
  };
}

const [owner, admin, member] = [rankOf("owner"), rankOf("admin"), rankOf("member")];

/** A member as the merge wants it: see MembersRepository.beginMerge. A new one is named by the card alone at first. */
export function memberValues({ id, name: card, joinedAt }: RemoteMember, marks: MemberMarks): SqlParameters {
  const rank = id === marks.ownerId ? owner : marks.adminIds.has(id) ? admin : member;
  const joined = joinedAt === null ? null : Math.trunc(joinedAt);
  const muted = marks.mutes.get(id);
  const mutedUntil = muted === undefined ? null : Math.trunc(muted);
  return [id, card, rank, joined, mutedUntil, shownNameOf({ card }), personSearchTextOf({ card }, id)];
}
