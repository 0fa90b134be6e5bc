import type { DemoGroupSnapshot, DemoRequestSnapshot, DemoSnapshot } from "./demo-snapshot.ts";
import type { GeweWorld } from "./gewe/gewe-world.ts";
import type { RequestLog } from "./http/request-log.ts";
import { selfId } from "./seed/cast.ts";
import type { DemoGroup } from "./state/demo-group.ts";
import type { DemoRequest } from "./state/demo-request.ts";
import { isPending } from "./state/join-requests.ts";
import type { World } from "./state/world.ts";
import type { ObjectStore } from "./storage/object-store.ts";

/** Larger lists are left out: every snapshot would carry them through a thread. */
const listedMembers = 1000;

/** What is left until a time in ms; -1 stays "for ever". In minutes, so that two snapshots can be compared. */
function minutesLeft(end: number, now: number): number {
  return end === -1 ? -1 : Math.max(0, Math.ceil((end - now) / 60_000));
}

function groupSnapshot(group: DemoGroup, now: number): DemoGroupSnapshot {
  const { id, name, description, avatar, type, ownerId, members } = group;
  const {
    applyApproval,
    memberInvite,
    memberModify,
    hideMemberInfo,
    readAck,
    historyVisible,
    banExpireTime,
  } = group;
  const modes = group.modes.get(selfId);
  const isLarge = members.size > listedMembers;
  return {
    id,
    name,
    description,
    avatar,
    extension: group.ext,
    type,
    ownerId,
    memberCount: members.size,
    memberIds: isLarge ? null : members.after(0, listedMembers).map(({ userId }) => userId),
    adminIds: [...group.admins],
    mutedIds: [...group.bans.keys()],
    mutedMinutes: [...group.bans.values()].map((end) => minutesLeft(end, now)),
    blockedIds: [...group.blocked.keys()],
    kickCounts: Object.fromEntries(group.kicks),
    applyApproval,
    memberInvite,
    memberModify,
    hideMemberInfo,
    readAck,
    historyVisible,
    allMutedMinutes: minutesLeft(banExpireTime === -1 ? -1 : banExpireTime * 1000, now),
    own: {
      card: members.get(selfId)?.name ?? null,
      muteMode: modes?.mute ?? 0,
      pushMode: modes?.push ?? 0,
    },
    announcementCount: group.announcements.length,
    announcements: group.announcements.map(({ id, title, content }) => ({ id, title, content })),
    files: group.files.map(({ id, name, size }) => ({ id, name, size })),
    isDestroyed: group.status === 1,
    isDemoUserIn: members.has(selfId),
  };
}

function requestSnapshot({ groupId, userId, inviterId, reason, status }: DemoRequest): DemoRequestSnapshot {
  return { groupId, userId, inviterId, reason, status };
}

export function snapshotOf(world: World, store: ObjectStore, gewe: GeweWorld, log: RequestLog): DemoSnapshot {
  const now = world.now();
  return {
    groups: [...world.groups.values()].map((group) => groupSnapshot(group, now)),
    applications: world.applications.map(requestSnapshot),
    invitations: world.invitations.map(requestSnapshot),
    pendingApplications: world.applications.filter((request) => isPending(request, now)).length,
    pendingInvitations: world.invitations.filter((request) => isPending(request, now)).length,
    storedObjects: store.size,
    requests: log.all(),
    geweRooms: [...gewe.rooms.values()].map((room) => ({
      id: room.id,
      name: room.name,
      isJoined: gewe.isIn(room),
      isSaved: room.isSaved,
    })),
    geweDevices: [...gewe.devices.values()].map(({ appId, person }) => ({
      appId,
      wxid: person?.wxid ?? null,
    })),
    geweFriendRequests: [...gewe.friendRequests],
  };
}
