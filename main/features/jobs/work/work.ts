import type { JobTarget, LeftOutReason } from "../../../../shared/domain/job.ts";
import type { AppError } from "../../../../shared/errors.ts";
import type { Planning } from "./planning.ts";

/** Whom or what somebody wishes to act on; `changes` where each target has its own values. */
export interface Wanted extends Pick<JobTarget, "groupId" | "targetId" | "changes"> {
  /** Of a target of an earlier job: what that knew of it, see {@link PlannedTarget.since}. */
  readonly since?: number | null;
  /** Nobody knows what an earlier job did here: only what still is as that made it is touched. */
  readonly isUnsure?: boolean;
}

/** What a plan acts on, with what running it needs to know beyond the plan. */
export interface PlannedTarget extends JobTarget {
  /** Tells what is meant from another of the same name: when the person joined, up to when the same was announced. */
  readonly since: number | null;
}

export type LeftOutTarget = JobTarget & { readonly reason: LeftOutReason };

export interface Planned {
  readonly targets: readonly PlannedTarget[];
  readonly leftOut: readonly LeftOutTarget[];
}

/** One call, or for settings the calls for one group: what it acts on, and when it was about to go out. */
export interface WorkCall {
  readonly groupId: string;
  /** ms since epoch. */
  readonly at: number;
  readonly targets: readonly PlannedTarget[];
}

/** What the server said of one target. */
export interface TargetAnswer {
  readonly outcome: "done" | "already_so" | "refused" | "unknown";
  readonly reason: string | null;
  /** Not done, but some of it is. */
  readonly isPartly?: boolean;
}

/**
 * What the server's lists say of a target whose answer was lost: "holds", it is as it should be; "differs", it is not
 * and may be sent, `reason` says what of it is there already; "already_so", somebody else was quicker; "unclear",
 * nobody can tell, never send it.
 */
export type Standing =
  | { readonly is: "holds" }
  | { readonly is: "differs"; readonly reason?: string }
  | { readonly is: "already_so" | "unclear"; readonly reason: string };

export const holds: Standing = { is: "holds" };
export const differs: Standing = { is: "differs" };
export const done: TargetAnswer = { outcome: "done", reason: null };

/**
 * Waits for the next write of a call that needs several; longer after an error that asks for patience. Throws
 * "cancelled" where the job shall stop here.
 */
export type Turn = (after?: AppError) => Promise<void>;

/** Groups, with the last target that was done in each for certain; null where none was. */
export type ActedIn = ReadonlyMap<string, PlannedTarget | null>;

/** One kind of work for one account: all that a job's planner and runner need to know of it. */
export interface Work {
  /** How many targets of one group go into one call. */
  readonly targetsPerCall: number;
  /** Doing it twice does harm: only what two looks at least do not show is sent again. Its lists are long. */
  readonly needsTwoLooks: boolean;
  /** Says of each, from what the server says now, whether it is acted on or left out and why. */
  plan(wanted: readonly Wanted[], planning: Planning): Promise<Planned>;
  /** How many writes these are. */
  callCount(targets: readonly PlannedTarget[]): number;
  /**
   * Sends once; by target id, a target it does not name is not known. Throws what the backend throws, but where a
   * part of it was done "outcome_unknown".
   */
  send(call: WorkCall, turn: Turn): Promise<ReadonlyMap<string, TargetAnswer>>;
  /** By target id; one it does not name differs. */
  readBack(call: WorkCall): Promise<ReadonlyMap<string, Standing>>;
  /** These groups were acted in: what shows them is read anew, where reads lag until the last that was done shows. */
  afterwards(groups: ActedIn, signal: AbortSignal): Promise<void>;
}

/** How many calls it takes when each takes so many targets of one group. */
export function callsByChunks(targets: readonly PlannedTarget[], targetsPerCall: number): number {
  const byGroup = Map.groupBy(targets, ({ groupId }) => groupId);
  return [...byGroup.values()].reduce((sum, { length }) => sum + Math.ceil(length / targetsPerCall), 0);
}
