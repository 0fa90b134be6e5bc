import type { GroupType, JoinRule } from "../../../shared/domain/group.ts";
import type { RemoteGroup } from "../backend.ts";
import type { EndpointAnswer } from "../endpoint.ts";
import type { lanyingEndpoints } from "./endpoints.ts";

type GroupInfo = EndpointAnswer<(typeof lanyingEndpoints)["/group/info"]>;
type GroupBrief = EndpointAnswer<(typeof lanyingEndpoints)["/group/info/batch"]>[number];

/** By the number the server gives each. */
export const joinRules: readonly JoinRule[] = ["open", "approval", "closed"];

function joinRule(approval: number | null | undefined): JoinRule | null {
  return approval === null || approval === undefined ? null : (joinRules[approval] ?? null);
}

/** By the number the server gives each: 1 is no longer documented, 3 was seen in the vendor's web client. */
export const groupTypes: readonly GroupType[] = ["private", "public", "chatroom", "temporary"];

function groupType(type: number | null | undefined): GroupType | null {
  return type === null || type === undefined ? null : (groupTypes[type] ?? null);
}

/** 0 and times past mean "not muted"; the end itself is checked by whoever shows it. */
function mutedUntil(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined || ms === 0 ? null : ms;
}

/** From /group/info. The role is known only when we are the owner: this answer does not list admins. */
export function groupOfInfo(info: GroupInfo, selfId: string | null): RemoteGroup {
  return {
    id: info.group_id,
    name: info.name ?? "",
    description: info.description ?? null,
    avatar: info.avatar || null,
    memberCount: info.count ?? null,
    capacity: info.capacity ?? null,
    type: groupType(info.type),
    role: info.owner_id && info.owner_id === selfId ? "owner" : null,
    ownerId: info.owner_id ?? null,
    joinRule: joinRule(info.apply_approval),
    mutedUntil: mutedUntil(info.ban_expire_time),
    createdAt: info.created_at || null,
  };
}

/** From /group/info/batch, which has neither description nor times. */
export function groupOfBrief(brief: GroupBrief, selfId: string | null): RemoteGroup {
  return {
    id: brief.group_id,
    name: brief.name ?? "",
    description: undefined,
    avatar: brief.avatar || null,
    memberCount: brief.count ?? null,
    capacity: brief.capacity ?? null,
    type: groupType(brief.type),
    role: brief.owner && brief.owner === selfId ? "owner" : null,
    ownerId: brief.owner ?? null,
    joinRule: joinRule(brief.apply_approval),
    mutedUntil: undefined,
    createdAt: null,
  };
}
