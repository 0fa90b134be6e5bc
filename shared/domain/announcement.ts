import { z } from "zod";
import { DecimalId, EntityId } from "./ids.ts";

export const Announcement = z.object({
  id: DecimalId,
  title: z.string(),
  content: z.string(),
  authorId: EntityId.nullable(),
  createdAt: z.number().nullable(),
});
export type Announcement = z.infer<typeof Announcement>;
