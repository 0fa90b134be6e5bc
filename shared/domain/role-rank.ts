import type { Role } from "./group.ts";

const ranks: readonly Role[] = ["owner", "admin", "member"];

/** A role as a number that sorts: 0 owner, 1 admin, 2 member. */
export function rankOf(role: Role): number {
  return ranks.indexOf(role);
}

/** An unknown rank is a plain member. */
export function roleOf(rank: number): Role {
  return ranks[rank] ?? "member";
}
