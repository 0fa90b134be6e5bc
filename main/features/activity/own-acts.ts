import type { Activity, ActivityKind } from "../../../shared/domain/activity.ts";
import type { RecordedAct } from "./activity-repository.ts";

/** Our own acts that show in a list as something seen. */
const causes: Readonly<Partial<Record<ActivityKind, readonly ActivityKind[]>>> = {
  seen_joined: ["invite", "approve_application", "accept_invitation", "join_group", "create_group"],
  seen_left: ["kick", "leave_group", "block"],
  seen_renamed: ["change_card"],
  seen_promoted: ["promote", "transfer_group"],
  seen_demoted: ["demote", "transfer_group"],
  seen_muted: ["mute"],
  seen_unmuted: ["unmute", "mute"],
  seen_file_added: ["upload_file"],
  seen_file_removed: ["delete_file"],
};

/** Leaves out what is the trace of our own acts, which are in the journal already. */
export function withoutOwnActs<Seen extends Pick<Activity, "kind" | "targetId"> & Partial<Activity>>(
  seen: readonly Seen[],
  acts: readonly RecordedAct[],
): readonly Seen[] {
  if (acts.length === 0) return seen;
  const own = new Set(acts.map(({ kind, targetId }) => keyOf(kind, targetId)));
  // A transfer moves two people: the one it names and the owner it leaves.
  const isTransferred = acts.some(({ kind }) => kind === "transfer_group");
  return seen.filter(({ kind, targetId, detail }) => {
    if (isTransferred && kind === "seen_demoted" && detail === "owner") return false;
    return !(causes[kind] ?? []).some((cause) => own.has(keyOf(cause, targetId)));
  });
}

function keyOf(kind: string, targetId: string | null): string {
  return `${kind} ${targetId ?? ""}`;
}
