import { z } from "zod";
import { AccountId, EntityId } from "./ids.ts";

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
  jobId: z.uuid().nullable(),
});
export type Activity = z.infer<typeof Activity>;
