import { z } from "zod";
import { AccountId, EntityId } from "./ids.ts";

export const Role = z.enum(["owner", "admin", "member"]);
export type Role = z.infer<typeof Role>;

/** Who may join: at once, after an admin's approval, or nobody. Lanying `apply_approval` 0, 1, 2. */
export const JoinRule = z.enum(["open", "approval", "closed"]);
export type JoinRule = z.infer<typeof JoinRule>;

export const Group = z.object({
  accountId: AccountId,
  id: EntityId,
  name: z.string(),
  description: z.string().nullable(),
  /** The server's word for where the picture is; read the picture itself by `groups.avatar`. */
  avatar: z.string().nullable(),
  memberCount: z.number().int().nullable(),
  capacity: z.number().int().nullable(),
  /** Our own role in it. */
  role: Role,
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
