import { z } from "zod";
import { Role } from "./group.ts";
import { EntityId } from "./ids.ts";

export const Member = z.object({
  id: EntityId,
  /** The card (display name) in this group; the nick name for WeChat; "" when neither is set. */
  name: z.string(),
  role: Role,
  joinedAt: z.number().nullable(),
  /** Muted until then, ms since epoch; -1 for ever; null when not muted. */
  mutedUntil: z.number().nullable(),
});
export type Member = z.infer<typeof Member>;
