import { BusinessError } from "./business-error.ts";
import type { DemoGroup } from "./demo-group.ts";

/** 3 owner, 2 admin, 1 member, 0 stranger: who is above whom. */
export function rank(group: DemoGroup, userId: string): 0 | 1 | 2 | 3 {
  if (group.ownerId === userId) return 3;
  if (group.admins.has(userId)) return 2;
  return group.members.has(userId) ? 1 : 0;
}

export function requireMember(group: DemoGroup, userId: string): void {
  if (rank(group, userId) < 1) throw new BusinessError(20011);
}

export function requireAdmin(group: DemoGroup, userId: string): void {
  if (rank(group, userId) < 2) throw new BusinessError(20012);
}

export function requireOwner(group: DemoGroup, userId: string): void {
  if (rank(group, userId) < 3) throw new BusinessError(20013);
}
