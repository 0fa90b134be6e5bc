import type { Activity, ActivityChange, ActivityKind, ChangedValue } from "./activity.ts";
import type { Job, PeopleActionType } from "./job.ts";

type PersonInverse = Extract<PeopleActionType, "unmute" | "block" | "unblock" | "promote" | "demote">;

/** Why an act cannot be taken back by a click. */
export type NoUndoReason =
  /** It was taken back already: `takenBack` of the act says by what. */
  | "taken_back"
  /** Nothing takes it back: a destroyed group. */
  | "final"
  /** A person can take it back, but not by what the journal knows. */
  | "by_hand"
  /** What it was before could not be read. */
  | "not_known"
  /** What it was before would have ended by now. */
  | "over"
  | "job_gone"
  | "job_running";

/** How an act can be taken back, or why it cannot; "nothing": there is nothing to take back. */
export type Undo =
  /** The whole job, by a plan of its own. */
  | { readonly type: "job"; readonly jobId: string }
  /** One person in one group, by a plan. */
  | {
      readonly type: "person";
      readonly action: PersonInverse;
      readonly groupId: string;
      readonly userId: string;
    }
  /** A value is set to what it was. */
  | { readonly type: "value"; readonly groupId: string; readonly change: ActivityChange }
  | { readonly type: "announcement"; readonly groupId: string; readonly announcementId: string }
  | { readonly type: "impossible"; readonly reason: NoUndoReason }
  | { readonly type: "nothing" };

/** The same pairs as inverseOf, whose module would bring the schemas into the page. */
const inverses: Readonly<Partial<Record<ActivityKind, PersonInverse>>> = {
  mute: "unmute",
  block: "unblock",
  unblock: "block",
  promote: "demote",
  demote: "promote",
};
const changesValue: ReadonlySet<ActivityKind> = new Set<ActivityKind>([
  "rename_group",
  "describe_group",
  "change_extension",
  "change_avatar",
  "change_card",
  "change_setting",
  "mute_all",
  "unmute_all",
  "rename_file",
]);
const byHand: ReadonlySet<ActivityKind> = new Set<ActivityKind>([
  "unmute",
  "kick",
  "create_group",
  "join_group",
  "invite",
  "upload_file",
  "approve_application",
  "accept_invitation",
  "remove_announcement",
]);

type KnownJob = Pick<Job, "id" | "state" | "canUndo" | "counts">;

/** What "Undo" does for an act; `jobs` null while they are not read yet. */
export function undoOf(activity: Activity, jobs: readonly KnownJob[] | null, now: number): Undo {
  const { kind, outcome, jobId, groupId, targetId } = activity;
  if (activity.takenBack !== null) return { type: "impossible", reason: "taken_back" };
  if (kind.startsWith("seen_") || kind === "download_file") return { type: "nothing" };
  if (outcome !== "done") return ofFailure(activity, jobs);
  const action = inverses[kind];
  const isReversible = action !== undefined || changesValue.has(kind) || kind === "announce";
  if (!isReversible) return { type: "impossible", reason: byHand.has(kind) ? "by_hand" : "final" };
  if (jobId !== null) return ofJob(jobId, jobs);
  if (groupId === null) return { type: "nothing" };
  if (changesValue.has(kind)) return ofValue(activity, groupId, now);
  if (targetId === null) return { type: "impossible", reason: "by_hand" };
  if (action === undefined) return { type: "announcement", groupId, announcementId: targetId };
  return { type: "person", action, groupId, userId: targetId };
}

/**
 * Which acts these, newest first, have taken back, and which of them did. An undo that was itself taken back counts for
 * nothing: what it had undone is in force again.
 */
export function takenBack<Undoing extends Pick<Activity, "id" | "undoes" | "outcome">>(
  newestFirst: Iterable<Undoing>,
): ReadonlyMap<number, Undoing> {
  const over = new Map<number, Undoing>();
  for (const act of newestFirst) {
    const { id, undoes, outcome } = act;
    const isSo = outcome === "done" || outcome === "already_so";
    if (undoes !== null && isSo && !over.has(id) && !over.has(undoes)) over.set(undoes, act);
  }
  return over;
}

/** Where a job did nothing in full, it may still have left a group half set: there is no other row to begin from. */
function ofFailure({ kind, outcome, jobId }: Activity, jobs: readonly KnownJob[] | null): Undo {
  const job = jobs?.find(({ id }) => id === jobId);
  const isHalf = kind === "change_setting" && (outcome === "refused" || outcome === "unknown");
  if (!isHalf || !job?.canUndo || job.counts.done > 0) return { type: "nothing" };
  return { type: "job", jobId: job.id };
}

function ofJob(jobId: string, jobs: readonly KnownJob[] | null): Undo {
  if (jobs === null) return { type: "nothing" };
  const job = jobs.find(({ id }) => id === jobId);
  if (job?.canUndo) return { type: "job", jobId };
  const isOver = job === undefined || job.state === "done" || job.state === "cancelled";
  return { type: "impossible", reason: isOver ? "job_gone" : "job_running" };
}

function ofValue(activity: Activity, groupId: string, now: number): Undo {
  const change = changeOf(activity);
  if (change === null) return { type: "impossible", reason: "not_known" };
  const { field, before, after } = change;
  if (field === "mutedUntil") {
    const isOver = muteEnd(before, now) === null && muteEnd(after, now) === null;
    return isOver ? { type: "impossible", reason: "over" } : { type: "value", groupId, change };
  }
  // A group's picture can be replaced, but never taken away.
  if (before === null) return { type: "impossible", reason: field === "avatar" ? "by_hand" : "not_known" };
  return { type: "value", groupId, change };
}

/** What an act replaced; also of names from the time when rows told them in other columns. Null where it is not known. */
export function changeOf({ kind, change, groupName, targetName, detail }: Activity): ActivityChange | null {
  if (change !== null || detail === null) return change;
  if (kind === "rename_file") return { field: "name", before: detail, after: targetName };
  const start = `${groupName} → `;
  if (kind !== "rename_group" || !detail.startsWith(start)) return null;
  return { field: "name", before: groupName, after: detail.slice(start.length) };
}

/** Clocks differ, and servers count in minutes. */
const muteToleranceMs = 5 * 60_000;

/** The end of a mute as the journal keeps it; null where it is over or there is none, -1 for ever. */
export function muteEnd(value: ChangedValue, now: number): number | null {
  const end = typeof value === "string" ? Number(value) : Number.NaN;
  if (end === -1) return end;
  return end > now ? end : null;
}

/** Whether two values of one field are the same to a person: a mute that is over is none. */
export function isSameValue(field: string, a: ChangedValue, b: ChangedValue, now: number): boolean {
  if (field !== "mutedUntil") return a === b;
  const [one, other] = [muteEnd(a, now), muteEnd(b, now)];
  if (one === null || other === null || one < 0 || other < 0) return one === other;
  return Math.abs(one - other) <= muteToleranceMs;
}

/** Whole minutes that mute until then: 0 lifts it, -1 is for ever. */
export function minutesToMute(value: ChangedValue, now: number): number {
  const end = muteEnd(value, now);
  if (end === null || end < 0) return end ?? 0;
  return Math.max(1, Math.round((end - now) / 60_000));
}
