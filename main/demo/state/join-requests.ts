import { type BusinessCode, BusinessError } from "./business-error.ts";
import type { DemoGroup } from "./demo-group.ts";
import type { DemoRequest } from "./demo-request.ts";
import type { World } from "./world.ts";

const lifetimeMs = 7 * 24 * 3600 * 1000;

/** Why this user cannot become a member of the group now; null when nothing is in the way. */
export function joinObstacle(group: DemoGroup, userId: string): BusinessCode | null {
  if (group.members.has(userId)) return 20017;
  if (group.blocked.has(userId)) return 20018;
  if ((group.kicks.get(userId) ?? 0) > 3) return 20016;
  if (group.members.size >= group.capacity) return 20010;
  return null;
}

/** Makes the user a member. Throws the obstacle's code. */
export function admit(world: World, group: DemoGroup, userId: string): void {
  const obstacle = joinObstacle(group, userId);
  if (obstacle !== null) throw new BusinessError(obstacle);
  group.members.add(userId, null, world.now());
  for (const request of [...world.applications, ...world.invitations]) {
    if (request.groupId === group.id && request.userId === userId && request.status === 0) {
      request.status = 1;
      request.updatedAt = world.now();
    }
  }
}

/** By the group's rule: admits at once, or leaves an application. Throws 10010 where nobody may join. */
export function admitOrApply(
  world: World,
  group: DemoGroup,
  userId: string,
  reason: string,
): "joined" | "pending" {
  const obstacle = joinObstacle(group, userId);
  if (obstacle !== null) throw new BusinessError(obstacle);
  if (group.applyApproval === 2) throw new BusinessError(10010);
  if (group.applyApproval === 0) {
    admit(world, group, userId);
    return "joined";
  }
  addRequest(world, world.applications, { groupId: group.id, userId, inviterId: null, reason });
  return "pending";
}

/** Asking twice renews what is pending instead of adding to it. */
export function addRequest(
  world: World,
  list: DemoRequest[],
  request: Pick<DemoRequest, "groupId" | "userId" | "inviterId" | "reason">,
): void {
  const now = world.now();
  const same = list.findIndex(
    (r) =>
      r.status === 0 &&
      r.groupId === request.groupId &&
      r.userId === request.userId &&
      r.inviterId === request.inviterId,
  );
  if (same !== -1) list.splice(same, 1);
  list.push({ ...request, id: nextRequestId(list), status: 0, expiresAt: now + lifetimeMs, updatedAt: now });
}

export function nextRequestId(list: readonly DemoRequest[]): number {
  return (list.at(-1)?.id ?? 0) + 1;
}

export function isPending(request: DemoRequest, now: number): boolean {
  return request.status === 0 && request.expiresAt > now;
}
