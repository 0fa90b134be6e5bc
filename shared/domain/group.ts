import { z } from "zod";
import { AccountId, EntityId } from "./ids.ts";

export const Role = z.enum(["owner", "admin", "member"]);
export type Role = z.infer<typeof Role>;

/** Who may join: at once, after an admin's approval, or nobody. Lanying `apply_approval` 0, 1, 2. */
export const JoinRule = z.enum(["open", "approval", "closed"]);
export type JoinRule = z.infer<typeof JoinRule>;

/** What a group was made as; it never changes. Lanying `type` 0, 1, 2, 3. */
export const GroupType = z.enum(["private", "public", "chatroom", "temporary"]);
export type GroupType = z.infer<typeof GroupType>;

/** What a new group may be: servers no longer make public ones. */
export const NewGroupType = GroupType.exclude(["public"]);
export type NewGroupType = z.infer<typeof NewGroupType>;

export const Group = z.object({
  accountId: AccountId,
  id: EntityId,
  name: z.string(),
  description: z.string().nullable(),
  /** The server's word for where the picture is; read the picture itself by `groups.avatar`. */
  avatar: z.string().nullable(),
  memberCount: z.number().int().nullable(),
  capacity: z.number().int().nullable(),
  /** Null where the server does not tell. */
  type: GroupType.nullable(),
  /** Our own role in it. Lists name the owner only: "member" is sure once `roleCheckedAt` is set. */
  role: Role,
  /** ms since epoch when the group's own list of admins was last asked for our role; null: never. */
  roleCheckedAt: z.number().nullable(),
  ownerId: EntityId.nullable(),
  joinRule: JoinRule.nullable(),
  /** Everybody is muted until then, ms since epoch; -1 for ever; null when not muted. */
  mutedUntil: z.number().nullable(),
  createdAt: z.number().nullable(),
  /** ms since epoch of the last complete sync of its members and files; null before the first. */
  membersSyncedAt: z.number().nullable(),
  filesSyncedAt: z.number().nullable(),
  /** We are in, but the server's list of our groups does not hold it: of WeChat's groups it lists those saved to the contacts. */
  isUnlisted: z.boolean().optional(),
});
export type Group = z.infer<typeof Group>;
