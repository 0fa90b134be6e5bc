import type { Activity, ActivityKind } from "../../../shared/domain/activity.ts";
import type { Job, PeopleActionType } from "../../../shared/domain/job.ts";

type Inverse = Extract<PeopleActionType, "unmute" | "block" | "unblock" | "promote" | "demote">;

/** The same pairs as inverseOf, whose module would bring the schemas into the page. */
const inverses: Readonly<Partial<Record<ActivityKind, Inverse>>> = {
  mute: "unmute",
  block: "unblock",
  unblock: "block",
  promote: "demote",
  demote: "promote",
};

/** How an act can be taken back, or why it cannot; "nothing": there is nothing to take back. */
export type Undo =
  | { readonly type: "job"; readonly jobId: string }
  | { readonly type: "person"; readonly action: Inverse }
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "impossible"; readonly reason: "final" | "by_hand" | "job_gone" | "job_running" }
  | { readonly type: "nothing" };

/** Where the earlier value is not in the journal: it can be set again, but not by us. */
const byHand: ReadonlySet<ActivityKind> = new Set<ActivityKind>([
  "unmute",
  "describe_group",
  "change_extension",
  "change_avatar",
  "change_card",
  "change_setting",
  "mute_all",
  "unmute_all",
]);
const leavesNothing: ReadonlySet<ActivityKind> = new Set<ActivityKind>(["download_file"]);

/** What "Undo" would do for a row; `jobs` null while they are not read yet. */
export function undoOf(activity: Activity, jobs: readonly Job[] | null): Undo {
  const { kind, outcome, jobId, groupId, groupName, targetId, detail } = activity;
  if (outcome !== "done" || kind.startsWith("seen_") || leavesNothing.has(kind)) return { type: "nothing" };
  if (kind === "rename_group" && groupName !== null) return { type: "name", name: groupName };
  if (kind === "rename_file" && detail !== null) return { type: "name", name: detail };
  if (byHand.has(kind)) return { type: "impossible", reason: "by_hand" };
  const inverse = inverses[kind];
  if (inverse === undefined) return { type: "impossible", reason: "final" };
  if (jobId !== null) return ofJob(jobId, jobs);
  if (groupId === null || targetId === null) return { type: "nothing" };
  return { type: "person", action: inverse };
}

function ofJob(jobId: string, jobs: readonly Job[] | null): Undo {
  if (jobs === null) return { type: "nothing" };
  const job = jobs.find(({ id }) => id === jobId);
  if (job?.canUndo) return { type: "job", jobId };
  const isOver = job === undefined || job.state === "done" || job.state === "cancelled";
  return { type: "impossible", reason: isOver ? "job_gone" : "job_running" };
}
