import { z } from "zod";
import { InboxRow } from "../domain/inbox.ts";
import { errorCodes } from "../errors.ts";

export const InboxDecision = z.object({
  key: z.string(),
  isDone: z.boolean(),
  /**
   * "already_handled": somebody else was quicker, or its time has passed. "failed": nothing was decided.
   * "unknown": the answer was lost and the list read afterwards did not tell.
   */
  outcome: z.enum(["done", "already_handled", "failed", "unknown"]),
  /** Why it was not done; null where it was. */
  code: z.enum(errorCodes).nullable(),
  /** The server's words where it refused; null otherwise. */
  reason: z.string().nullable(),
});
export type InboxDecision = z.infer<typeof InboxDecision>;

/** What of an account's inbox could not be read; what is kept of it stays. */
export const UnreadInbox = z.object({
  accountId: z.uuid(),
  /** Null: both lists. */
  list: InboxRow.shape.kind.nullable(),
  code: z.enum(errorCodes),
  message: z.string(),
  /** The server's own words; null where it gave none. */
  server: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type UnreadInbox = z.infer<typeof UnreadInbox>;

export const inboxCalls = {
  /** Over all accounts: pending first, newest first. From the cache. */
  "inbox.list": {
    input: z.object({ showsDecided: z.boolean().default(false) }),
    output: z.object({
      revision: z.number(),
      pending: z.number().int(),
      /** Groups of which nobody knows who applied: a server tells nothing of them until we know to administer them. */
      untoldGroups: z.number().int(),
      rows: z.array(InboxRow),
    }),
  },
  /** Reads every account that is signed in; answers what could not be read. */
  "inbox.sync": {
    input: z.void(),
    output: z.array(UnreadInbox),
  },
  /** One result each, in the order asked; an answer that was lost is settled by reading the list again. */
  "inbox.decide": {
    input: z.object({ keys: z.array(z.string().max(600)).min(1).max(1000), isApproved: z.boolean() }),
    output: z.array(InboxDecision),
  },
} as const;
