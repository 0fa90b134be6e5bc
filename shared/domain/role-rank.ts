import type { Group, Role } from "./group.ts";

const ranks: readonly Role[] = ["owner", "admin", "member"];

/** A role as a number that sorts: 0 owner, 1 admin, 2 member. */
export function rankOf(role: Role): number {
  return ranks.indexOf(role);
}

/** An unknown rank is a plain member. */
export function roleOf(rank: number): Role {
  return ranks[rank] ?? "member";
}

/** Whether our role was read, rather than taken to be a member's because a list names only the owner. */
export function isRoleKnown({ role, roleCheckedAt }: Pick<Group, "role" | "roleCheckedAt">): boolean {
  return role !== "member" || roleCheckedAt !== null;
}
