import { z } from "zod";
import { Role } from "./group.ts";
import { EntityId } from "./ids.ts";

export const Member = z.object({
  id: EntityId,
  /** What is shown: own note, alias, card, nick name or user name (see person-name.ts); "" while none is known. */
  name: z.string(),
  role: Role,
  joinedAt: z.number().nullable(),
  /** Muted until then, ms since epoch; -1 for ever; null when not muted. */
  mutedUntil: z.number().nullable(),
});
export type Member = z.infer<typeof Member>;

export const MemberDetails = Member.extend({
  /** What the list of this group calls them: the card; for WeChat the card or else the nick name. "" where none is set. */
  card: z.string(),
});
export type MemberDetails = z.infer<typeof MemberDetails>;
