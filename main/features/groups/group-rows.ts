import { type Group, GroupType, JoinRule } from "../../../shared/domain/group.ts";
import { rankOf, roleOf } from "../../../shared/domain/role-rank.ts";
import { searchTextOf } from "../../../shared/domain/search-text.ts";
import type { RemoteGroup } from "../../backends/backend.ts";
import type { SqlParameters, SqlRow } from "../../platform/database/database.ts";

export interface GroupRow extends SqlRow {
  readonly key: number;
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly avatar: string | null;
  readonly memberCount: number | null;
  readonly capacity: number | null;
  readonly type: string | null;
  readonly role: number;
  readonly ownerId: string | null;
  readonly joinRule: string | null;
  readonly mutedUntil: number | null;
  readonly createdAt: number | null;
  readonly membersSyncedAt: number | null;
  readonly filesSyncedAt: number | null;
  readonly roleCheckedAt: number | null;
  /** Joined through this app: it stays although the server's list leaves it out. */
  readonly joinedHere: number;
  readonly isUnlisted: number;
}

export const groupColumns = `key, account_id AS accountId, group_id AS id, name, description, avatar,
  member_count AS memberCount, capacity, type, role, owner_id AS ownerId, join_rule AS joinRule,
  muted_until AS mutedUntil, created_at AS createdAt, members_synced_at AS membersSyncedAt,
  files_synced_at AS filesSyncedAt, role_checked_at AS roleCheckedAt, joined_here AS joinedHere,
  is_unlisted AS isUnlisted`;

export function groupOf({
  key: _key,
  joinedHere: _joined,
  role,
  joinRule,
  type,
  isUnlisted,
  ...rest
}: GroupRow): Group {
  return {
    ...rest,
    type: GroupType.nullable().catch(null).parse(type),
    role: roleOf(role),
    joinRule: JoinRule.nullable().catch(null).parse(joinRule),
    ...(isUnlisted === 1 && { isUnlisted: true }),
  };
}

/** What a sync writes of a group, in the order of {@link mergedValues}. */
export const mergedColumns = [
  "name",
  "search_text",
  "description",
  "avatar",
  "member_count",
  "capacity",
  "type",
  "role",
  "owner_id",
  "join_rule",
  "muted_until",
  "created_at",
  "is_unlisted",
] as const;

/**
 * The key, then the values of {@link mergedColumns}. A list that leaves out what an earlier answer told (the description,
 * counts, the owner, an admin's role) does not take it away again.
 */
export function mergedValues(
  remote: RemoteGroup,
  known: GroupRow | undefined,
  selfId: string | null,
): SqlParameters {
  const ownerId = remote.ownerId ?? known?.ownerId ?? null;
  return [
    remote.id,
    remote.name,
    searchTextOf(remote.name, remote.id),
    remote.description === undefined ? (known?.description ?? null) : remote.description,
    remote.avatar,
    wholeNumber(remote.memberCount ?? known?.memberCount),
    wholeNumber(remote.capacity ?? known?.capacity),
    remote.type ?? known?.type ?? null,
    remote.role === null ? guessedRank(ownerId, known, selfId) : rankOf(remote.role),
    ownerId,
    remote.joinRule ?? known?.joinRule ?? null,
    wholeNumber(remote.mutedUntil === undefined ? known?.mutedUntil : remote.mutedUntil),
    wholeNumber(remote.createdAt ?? known?.createdAt),
    remote.isUnlisted === undefined ? (known?.isUnlisted ?? 0) : Number(remote.isUnlisted),
  ];
}

/** What a list leaves out of a group that we joined here, so that it stays as it is. */
export function unlistedValues(known: GroupRow, selfId: string | null): SqlParameters {
  return mergedValues({ ...groupOf(known), isUnlisted: true }, known, selfId);
}

function guessedRank(ownerId: string | null, known: GroupRow | undefined, selfId: string | null): number {
  if (ownerId !== null && ownerId === selfId) return rankOf("owner");
  return known?.role === rankOf("admin") ? known.role : rankOf("member");
}

/** STRICT tables refuse fractions. */
function wholeNumber(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.trunc(value);
}
