import type { JobPlan, PeopleAction } from "../../../shared/domain/job.ts";

/** What a person asked for: these people in these groups. No group yet: it is still to be chosen. */
export interface PlanRequest {
  readonly accountId: string;
  readonly groupIds: readonly string[];
  readonly userIds: readonly string[];
  readonly action: PeopleAction;
}

/** Where a plan comes from, so that it can be made again when something about it changes. */
export type PlanSource =
  | { readonly type: "request"; readonly request: PlanRequest }
  | { readonly type: "again"; readonly jobId: string }
  | { readonly type: "undo"; readonly jobId: string }
  /** Made elsewhere and handed over; it stays as it is. */
  | { readonly type: "given" };

/** How many people a plan acts on; somebody in two groups is one person. */
export function peopleIn(rows: readonly { readonly userId: string }[]): number {
  return new Set(rows.map(({ userId }) => userId)).size;
}

export function groupsIn(plan: Pick<JobPlan, "targets">): number {
  return new Set(plan.targets.map(({ groupId }) => groupId)).size;
}

/** Acts that hurt when done by mistake: their button is not the one that has the focus. */
export function isDestructive({ type }: PeopleAction): boolean {
  return type === "kick" || type === "block";
}

export const typedCountAbove = 20;

/** So many kicks are confirmed by typing how many. */
export function needsTypedCount({ action, targets }: Pick<JobPlan, "action" | "targets">): boolean {
  return action.type === "kick" && targets.length > typedCountAbove;
}
