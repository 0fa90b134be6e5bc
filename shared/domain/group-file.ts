import { z } from "zod";
import { EntityId } from "./ids.ts";

export const GroupFile = z.object({
  id: EntityId,
  name: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
  type: z.string(),
  uploaderId: EntityId.nullable(),
  /** The uploader's card in the group where we know it. */
  uploaderName: z.string().nullable(),
  createdAt: z.number().nullable(),
});
export type GroupFile = z.infer<typeof GroupFile>;
