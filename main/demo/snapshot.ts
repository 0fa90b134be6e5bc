import type { DemoGroupSnapshot, DemoSnapshot } from "./demo-snapshot.ts";
import type { GeweWorld } from "./gewe/gewe-world.ts";
import type { RequestLog } from "./http/request-log.ts";
import { selfId } from "./seed/cast.ts";
import type { DemoGroup } from "./state/demo-group.ts";
import { isPending } from "./state/join-requests.ts";
import type { World } from "./state/world.ts";
import type { ObjectStore } from "./storage/object-store.ts";

function groupSnapshot(group: DemoGroup): DemoGroupSnapshot {
  return {
    id: group.id,
    name: group.name,
    ownerId: group.ownerId,
    memberCount: group.members.size,
    adminIds: [...group.admins],
    mutedIds: [...group.bans.keys()],
    blockedIds: [...group.blocked.keys()],
    announcementCount: group.announcements.length,
    files: group.files.map(({ id, name, size }) => ({ id, name, size })),
    isDestroyed: group.status === 1,
    isDemoUserIn: group.members.has(selfId),
  };
}

export function snapshotOf(world: World, store: ObjectStore, gewe: GeweWorld, log: RequestLog): DemoSnapshot {
  const now = world.now();
  return {
    groups: [...world.groups.values()].map(groupSnapshot),
    pendingApplications: world.applications.filter((request) => isPending(request, now)).length,
    pendingInvitations: world.invitations.filter((request) => isPending(request, now)).length,
    storedObjects: store.size,
    requests: log.all(),
    geweRooms: [...gewe.rooms.values()].map((room) => ({
      id: room.id,
      name: room.name,
      isJoined: gewe.isIn(room),
    })),
    geweFriendRequests: [...gewe.friendRequests],
  };
}
