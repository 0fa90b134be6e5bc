import { z } from "zod";
import { Announcement } from "../domain/announcement.ts";
import { Group } from "../domain/group.ts";
import { GroupSettings } from "../domain/group-settings.ts";
import { AccountId, EntityId } from "../domain/ids.ts";
import { InGroup } from "./group-calls.ts";

const text = (most: number) => z.string().trim().min(1).max(most);
const Minutes = z.union([z.literal(-1), z.number().int().min(0).max(5_256_000)]);

export const GroupQr = z.object({
  /** What stands in the code: JSON text. */
  text: z.string(),
  createdAt: z.number().nullable(),
  expiresAt: z.number().nullable(),
});
export type GroupQr = z.infer<typeof GroupQr>;

export const BlockedRow = z.object({
  userId: EntityId,
  name: z.string().nullable(),
  blockedAt: z.number().nullable(),
});
export type BlockedRow = z.infer<typeof BlockedRow>;

export const MutedRow = z.object({
  userId: EntityId,
  name: z.string().nullable(),
  /** ms since epoch; -1 for ever. */
  mutedUntil: z.number(),
});
export type MutedRow = z.infer<typeof MutedRow>;

export const administrationCalls = {
  "groups.create": {
    input: z.object({
      accountId: AccountId,
      name: text(100),
      description: z.string().max(2000).default(""),
      userIds: z.array(EntityId).max(500).default([]),
      /** A picture the person picked; set after the group exists. */
      avatar: z
        .object({ base64: z.string().max(8_000_000), type: z.string().max(50) })
        .nullable()
        .default(null),
    }),
    /** `problem` says what did not work after the group was made (its picture). */
    output: z.object({ group: Group, problem: z.string().nullable() }),
  },
  /** The typed name must be the group's name: one click never destroys. */
  "groups.destroy": { input: InGroup.extend({ typedName: z.string() }), output: z.void() },
  "groups.transfer": {
    input: InGroup.extend({ newOwnerId: EntityId, typedName: z.string() }),
    output: z.void(),
  },
  "groups.leave": { input: InGroup, output: z.void() },
  "groups.rename": { input: InGroup.extend({ name: text(100) }), output: z.void() },
  "groups.describe": { input: InGroup.extend({ description: z.string().max(2000) }), output: z.void() },
  "groups.setExtension": { input: InGroup.extend({ extension: z.string().max(20_000) }), output: z.void() },
  "groups.setAvatar": {
    input: InGroup.extend({
      base64: z.string().min(1).max(8_000_000),
      type: z.enum(["image/png", "image/jpeg"]),
    }),
    output: z.void(),
  },
  "groups.setCard": { input: InGroup.extend({ card: z.string().max(100) }), output: z.void() },
  "groups.public": {
    input: z.object({ accountId: AccountId }),
    output: z.array(Group.pick({ id: true, name: true, memberCount: true })),
  },

  /** Read from the server: settings are not cached, and what is shown is what holds. */
  "groups.settings": { input: InGroup, output: GroupSettings },
  /** Changes what is named and answers what the server says afterwards. */
  "groups.changeSettings": {
    input: InGroup.extend({
      changes: GroupSettings.pick({
        allowsMemberInvites: true,
        allowsMemberEdits: true,
        hasReadReceipts: true,
        showsHistory: true,
        joinRule: true,
        muteMode: true,
        pushMode: true,
      }).partial(),
    }),
    output: GroupSettings,
  },
  /** 0 lifts it, -1 is for ever. */
  "groups.muteAll": { input: InGroup.extend({ minutes: Minutes }), output: GroupSettings },

  "moderation.muted": { input: InGroup, output: z.array(MutedRow) },
  "moderation.blocked": { input: InGroup, output: z.array(BlockedRow) },

  "announcements.list": { input: InGroup, output: z.array(Announcement) },
  "announcements.add": {
    input: InGroup.extend({ title: text(200), content: text(10_000) }),
    output: Announcement,
  },
  "announcements.remove": { input: InGroup.extend({ announcementId: EntityId }), output: z.void() },
  /** Kept on this computer until it is sent or emptied. */
  "announcements.draft": { input: InGroup, output: z.object({ title: z.string(), content: z.string() }) },
  "announcements.keepDraft": {
    input: InGroup.extend({ title: z.string().max(200), content: z.string().max(10_000) }),
    output: z.void(),
  },

  "groups.code": { input: InGroup, output: GroupQr },
} as const;
