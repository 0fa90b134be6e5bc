import { z } from "zod";
import { AccountKind } from "./account.ts";
import { AccountId, EntityId } from "./ids.ts";

/** What a decoded or pasted text is. Only the first three can be joined. */
export const CodeKind = z.enum([
  "lanying_group",
  "wechat_group",
  "wechat_invite",
  "lanying_profile",
  "lanying_login",
  "wechat_person",
  "wechat_official_account",
  "wechat_login",
  "wechat_channels",
  "wechat_group_page",
  "wecom_group",
  "wecom",
  "qq_group",
  "qq",
  "payment",
  "web_link",
  "text",
  "unknown",
]);
export type CodeKind = z.infer<typeof CodeKind>;

export const JoinOutcome = z.object({
  outcome: z.enum(["joined", "already_member", "pending_approval", "expired", "refused", "unconfirmed"]),
  groupId: EntityId.nullable(),
  groupName: z.string().nullable(),
  /** The server's own words, verbatim; null when it gave none. */
  message: z.string().nullable(),
  /** What the outcome alone does not say: the group takes nobody else by its code; we are in, as far as can be read. */
  hint: z.enum(["full", "members_not_listed"]).optional(),
});
export type JoinOutcome = z.infer<typeof JoinOutcome>;

/** What became of an earlier attempt with the same code; kept over restarts. */
export const SeenCode = z.object({
  accountId: AccountId,
  at: z.number(),
  outcome: JoinOutcome.shape.outcome,
  groupId: EntityId.nullable(),
  groupName: z.string().nullable(),
});
export type SeenCode = z.infer<typeof SeenCode>;

/** The safety card of one code: everything a person needs before deciding, nothing opened, nothing joined. */
export const CodeCard = z.object({
  text: z.string(),
  kind: CodeKind,
  /** The host of a link exactly as a browser would see it (punycode); null when it is no link. */
  host: z.string().nullable(),
  groupId: EntityId.nullable(),
  groupName: z.string().nullable(),
  memberCount: z.number().int().nullable(),
  canJoin: z.boolean(),
  /** Which kind of account could join it; null when none can. */
  accountKind: AccountKind.nullable(),
  /** Accounts that could join, best first. */
  accountIds: z.array(AccountId),
  /** Accounts known to be in it already. */
  memberAccountIds: z.array(AccountId),
  /** Earlier attempts with this code, newest first: the last one of each account. */
  seen: z.array(SeenCode),
});
export type CodeCard = z.infer<typeof CodeCard>;
