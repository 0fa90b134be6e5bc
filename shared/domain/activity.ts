import { z } from "zod";
import { AccountId, EntityId } from "./ids.ts";
import type { JoinOutcome } from "./join.ts";

/** What we did (through this app), or what others did (seen by comparing two states of a list). */
export const ActivityKind = z.enum([
  "kick",
  "mute",
  "unmute",
  "block",
  "unblock",
  "promote",
  "demote",
  "invite",
  "create_group",
  "destroy_group",
  "leave_group",
  "transfer_group",
  "join_group",
  "save_group",
  "rename_group",
  "describe_group",
  "change_extension",
  "change_avatar",
  "change_card",
  "change_setting",
  "mute_all",
  "unmute_all",
  "announce",
  "remove_announcement",
  "approve_application",
  "refuse_application",
  "accept_invitation",
  "refuse_invitation",
  "upload_file",
  "rename_file",
  "delete_file",
  "download_file",
  "friend_request",
  "seen_joined",
  "seen_left",
  "seen_renamed",
  "seen_promoted",
  "seen_demoted",
  "seen_muted",
  "seen_unmuted",
  "seen_file_added",
  "seen_file_removed",
]);
export type ActivityKind = z.infer<typeof ActivityKind>;

/** Whose target is a person. */
export const kindsOnPeople: ReadonlySet<ActivityKind> = new Set<ActivityKind>([
  "kick",
  "mute",
  "unmute",
  "block",
  "unblock",
  "promote",
  "demote",
  "invite",
  "transfer_group",
  "approve_application",
  "refuse_application",
  "accept_invitation",
  "refuse_invitation",
  "friend_request",
  "seen_joined",
  "seen_left",
  "seen_renamed",
  "seen_promoted",
  "seen_demoted",
  "seen_muted",
  "seen_unmuted",
]);

const ChangedValue = z.union([z.string(), z.boolean()]).nullable();
export type ChangedValue = z.infer<typeof ChangedValue>;

/** A value that an act replaced: what it was and what it became, for showing and for setting it back. */
export const ActivityChange = z.object({
  /**
   * "name", "description", "extension", "card", "avatar" (its address), "mutedUntil" (ms, as text, "-1" for ever; null
   * when not muted), or a setting's name.
   */
  field: z.string(),
  /** Null where it was not known. */
  before: ChangedValue,
  after: ChangedValue,
});
export type ActivityChange = z.infer<typeof ActivityChange>;

/** What became of setting a value back; nothing was sent unless it is "done". */
export const UndoResult = z.discriminatedUnion("state", [
  z.object({ state: z.literal("done") }),
  /** It is what it was before the act: somebody set it back, or the mute is over. */
  z.object({ state: z.literal("already_so") }),
  /** It is no longer what the act made it: it is asked for first. */
  z.object({ state: z.literal("changed"), now: ChangedValue }),
]);
export type UndoResult = z.infer<typeof UndoResult>;

export const Activity = z.object({
  id: z.number().int(),
  at: z.number(),
  accountId: AccountId,
  kind: ActivityKind,
  groupId: EntityId.nullable(),
  groupName: z.string().nullable(),
  /** Who or what it was done to: a person, a file. */
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  outcome: z.enum(["done", "already_so", "refused", "unknown"]),
  /** The value set, the server's reason … ; null where there is nothing to say. */
  detail: z.string().nullable(),
  change: ActivityChange.nullable(),
  /** The id of the act that this one took back; null for any other. */
  undoes: z.number().int().nullable(),
  /** The act that took this one back, and when; null where it is in force. */
  takenBack: z.object({ id: z.number().int(), at: z.number() }).nullable(),
  jobId: z.uuid().nullable(),
});
export type Activity = z.infer<typeof Activity>;

/** How the journal calls what became of joining. */
export const joinEnds: Readonly<Record<JoinOutcome["outcome"], Activity["outcome"]>> = {
  joined: "done",
  already_member: "already_so",
  pending_approval: "done",
  expired: "refused",
  refused: "refused",
  unconfirmed: "unknown",
};
