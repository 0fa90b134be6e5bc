import type { Job, JobActionType, JobPlan, JobTarget } from "../../../shared/domain/job.ts";

/** What a job acts on. */
export type Unit = "people" | "groups" | "applications" | "files";

const units: Readonly<Record<JobActionType, Unit>> = {
  kick: "people",
  mute: "people",
  unmute: "people",
  block: "people",
  unblock: "people",
  promote: "people",
  demote: "people",
  invite: "people",
  announce: "groups",
  unannounce: "groups",
  apply_settings: "groups",
  restore_settings: "groups",
  mute_all: "groups",
  unmute_all: "groups",
  leave: "groups",
  approve_applications: "applications",
  refuse_applications: "applications",
  delete_files: "files",
};

export function unitOf({ type }: { readonly type: JobActionType }): Unit {
  return units[type];
}

/** How many of what: "3 people in 2 groups" acts on 5 targets, where one of them is in both. */
export interface Extent {
  readonly count: number;
  readonly groups: number;
}

/** Somebody in two groups is one person; the same file id in two groups would be two files. */
export function extentOf({ action, targets }: Pick<JobPlan, "action" | "targets">): Extent {
  const isPeople = unitOf(action) === "people";
  return {
    count: isPeople ? countOf(targets, ({ targetId }) => targetId) : targets.length,
    groups: countOf(targets, ({ groupId }) => groupId),
  };
}

export function extentOfJob({ action, total, distinct }: Pick<Job, "action" | "total" | "distinct">): Extent {
  if (distinct === undefined) return { count: total, groups: 1 };
  return { count: unitOf(action) === "people" ? distinct.targets : total, groups: distinct.groups };
}

function countOf(targets: readonly JobTarget[], idOf: (target: JobTarget) => string): number {
  return new Set(targets.map(idOf)).size;
}

/** Acts that hurt when done by mistake: their button is not the one that has the focus. */
export function isDestructive({ type }: { readonly type: JobActionType }): boolean {
  return destructive.has(type);
}

const destructive: ReadonlySet<JobActionType> = new Set<JobActionType>([
  "kick",
  "block",
  "leave",
  "refuse_applications",
  "delete_files",
]);

const typedCountAbove = 20;
const countedAloud: ReadonlySet<JobActionType> = new Set<JobActionType>(["kick", "leave", "delete_files"]);

/** So many that nothing brings back are confirmed by typing how many. */
export function needsTypedCount({ action, targets }: Pick<JobPlan, "action" | "targets">): boolean {
  return countedAloud.has(action.type) && targets.length > typedCountAbove;
}
