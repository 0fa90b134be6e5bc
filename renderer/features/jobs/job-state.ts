import type { Job, TargetOutcome } from "../../../shared/domain/job.ts";

/** In the order a report shows them: what needs a look comes first. */
export const outcomes: readonly TargetOutcome[] = [
  "refused",
  "unknown",
  "done",
  "already_so",
  "waiting",
  "cancelled",
];

/** Not at its end yet: it runs, waits to be let on, or was cut off. */
export function isOpen({ state }: Pick<Job, "state">): boolean {
  return state === "running" || state === "paused" || state === "interrupted";
}

export function countOf({ counts }: Pick<Job, "counts">, outcome: TargetOutcome): number {
  return counts[outcome] ?? 0;
}

/** How many have an outcome. */
export function settledOf(job: Pick<Job, "counts" | "total">): number {
  return job.total - countOf(job, "waiting");
}

/** 0 to 100. */
export function percentOf(job: Pick<Job, "counts" | "total">): number {
  return job.total === 0 ? 100 : Math.floor((settledOf(job) / job.total) * 100);
}

/** How many may be tried again: refused, or with an outcome nobody knows. */
export function failuresOf(job: Pick<Job, "counts">): number {
  return countOf(job, "refused") + countOf(job, "unknown");
}
