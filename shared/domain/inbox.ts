import { z } from "zod";
import { AccountId, EntityId } from "./ids.ts";

/**
 * Somebody waits for an answer: a person who applied to a group we run (application), or we ourselves who were
 * invited into one (invitation).
 */
export const InboxEntry = z.object({
  kind: z.enum(["application", "invitation"]),
  groupId: EntityId,
  /** The applicant, or for an invitation who invited us. */
  personId: EntityId,
  reason: z.string(),
  /** A pending one whose time has passed is "expired", whatever the server still calls it. */
  status: z.enum(["pending", "accepted", "declined", "expired"]),
  /** ms since epoch; null where the server does not say. */
  expiresAt: z.number().nullable(),
  updatedAt: z.number().nullable(),
});
export type InboxEntry = z.infer<typeof InboxEntry>;

export const InboxRow = InboxEntry.extend({
  accountId: AccountId,
  /** Stable within the app: account, kind, group and person. */
  key: z.string(),
  groupName: z.string().nullable(),
  personName: z.string().nullable(),
});
export type InboxRow = z.infer<typeof InboxRow>;
