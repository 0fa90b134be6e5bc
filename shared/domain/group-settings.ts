import { z } from "zod";
import { JoinRule } from "./group.ts";

/** What we hear of a group's messages: all, silently, nothing. Lanying `msg_mute_mode` 0, 1, 2. */
export const MuteMode = z.enum(["none", "silent", "blocked"]);
export type MuteMode = z.infer<typeof MuteMode>;

/** Which messages push to our phone. Lanying `msg_push_mode` 0 to 4. */
export const PushMode = z.enum(["all", "none", "admin_or_mention", "admin", "mention"]);
export type PushMode = z.infer<typeof PushMode>;

/** All that can be set in a group, as the server has it now. Null where it does not say. */
export const GroupSettings = z.object({
  allowsMemberInvites: z.boolean().nullable(),
  allowsMemberEdits: z.boolean().nullable(),
  /** Ordinary members see nobody else's details. Has an effect only where the app's own switch in the console is on. */
  hidesMemberInfo: z.boolean().nullable(),
  hasReadReceipts: z.boolean().nullable(),
  showsHistory: z.boolean().nullable(),
  joinRule: JoinRule.nullable(),
  /** Ours alone, not the group's. */
  muteMode: MuteMode.nullable(),
  pushMode: PushMode.nullable(),
  /** Everybody is muted until then, ms since epoch; -1 for ever; null when not muted. */
  mutedUntil: z.number().nullable(),
  description: z.string(),
  /** Free text that apps give a meaning, often JSON. */
  extension: z.string(),
});
export type GroupSettings = z.infer<typeof GroupSettings>;

/** Characters. Lanying's own server-side caller does not pass on what is longer; the server documents no limit. */
export const passedOnExtension = 255;

/** What can be changed; what is left out stays as it is. */
export const SettingChanges = GroupSettings.pick({
  allowsMemberInvites: true,
  allowsMemberEdits: true,
  hidesMemberInfo: true,
  hasReadReceipts: true,
  showsHistory: true,
  joinRule: true,
  muteMode: true,
  pushMode: true,
}).partial();
export type SettingChanges = z.infer<typeof SettingChanges>;
export type SettingName = keyof SettingChanges;

/** One setting of one group, before and after; null where the server does not say what it is. */
export const SettingChange = z.object({
  setting: SettingChanges.keyof(),
  from: z.union([z.boolean(), z.string()]).nullable(),
  to: z.union([z.boolean(), z.string()]).nullable(),
});
export type SettingChange = z.infer<typeof SettingChange>;
