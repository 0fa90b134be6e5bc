import { z } from "zod";
import { AccountId, EntityId } from "./ids.ts";
import { KeptError } from "./kept-error.ts";

/**
 * queued → running → (registering, uploads only) → done | failed | cancelled.
 * "registering": the bytes have arrived and the group is being told of them; a retry from here sends no bytes again.
 */
export const TransferState = z.enum(["queued", "running", "registering", "done", "failed", "cancelled"]);
export type TransferState = z.infer<typeof TransferState>;

export const Transfer = z.object({
  id: z.uuid(),
  accountId: AccountId,
  groupId: EntityId,
  direction: z.enum(["upload", "download"]),
  name: z.string(),
  size: z.number(),
  doneBytes: z.number(),
  state: TransferState,
  error: KeptError.nullable(),
  /** The file on the server: known for downloads, and for uploads once registered. */
  fileId: EntityId.nullable(),
  /** Where a finished download lies, for showing; null otherwise. */
  savedPath: z.string().nullable(),
  createdAt: z.number(),
});
export type Transfer = z.infer<typeof Transfer>;
