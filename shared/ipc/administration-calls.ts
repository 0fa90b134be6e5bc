import { z } from "zod";
import { Announcement } from "../domain/announcement.ts";
import { Group, NewGroupType } from "../domain/group.ts";
import { GroupSettings, SettingChanges } from "../domain/group-settings.ts";
import { AccountId, EntityId } from "../domain/ids.ts";
import { JoinOutcome } from "../domain/join.ts";
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

/** A list as it was last read from the server; `readAt` is null and there are no rows where it never was. */
const keptRows = <Row extends z.ZodType>(row: Row) =>
  z.object({ readAt: z.number().nullable(), rows: z.array(row) });

export const administrationCalls = {
  "groups.create": {
    input: z.object({
      accountId: AccountId,
      name: text(100),
      description: z.string().max(2000).default(""),
      type: NewGroupType.default("private"),
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
    output: z.array(
      Group.pick({ id: true, name: true, memberCount: true, joinRule: true }).extend({
        isMember: z.boolean(),
      }),
    ),
  },
  /**
   * Joins a group by its id, or applies where its admins decide. Sent once: asking again while one runs, or soon after,
   * gets the same answer. Never "expired".
   */
  "groups.apply": {
    input: InGroup.extend({ reason: z.string().trim().max(200).default("") }),
    output: JoinOutcome,
  },

  /** Read from the server: settings are not cached, and what is shown is what holds. */
  "groups.settings": { input: InGroup, output: GroupSettings },
  /** Changes what is named and answers what the server says afterwards. */
  "groups.changeSettings": {
    input: InGroup.extend({
      changes: SettingChanges,
    }),
    output: GroupSettings,
  },
  /** 0 lifts it, -1 is for ever. */
  "groups.muteAll": { input: InGroup.extend({ minutes: Minutes }), output: GroupSettings },

  /** As last read from the server; works offline. */
  "moderation.muted": { input: InGroup, output: keptRows(MutedRow) },
  "moderation.blocked": { input: InGroup, output: keptRows(BlockedRow) },
  /** Reads one of the two lists from the server. */
  "moderation.sync": { input: InGroup.extend({ list: z.enum(["muted", "blocked"]) }), output: z.void() },

  /** As last read from the server, newest first; works offline. */
  "announcements.list": { input: InGroup, output: keptRows(Announcement) },
  "announcements.sync": { input: InGroup, output: z.void() },
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
