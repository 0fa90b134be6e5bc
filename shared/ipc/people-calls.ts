import { z } from "zod";
import { AccountId, EntityId } from "../domain/ids.ts";
import { longestNote } from "../domain/person-name.ts";
import { InGroup } from "./group-calls.ts";

/** What is known of a person beside any group; "" where nothing is. */
export const Person = z.object({
  id: EntityId,
  /** One's own, kept on this computer only. */
  note: z.string(),
  /** Set for this account on the server. */
  alias: z.string(),
  nickName: z.string(),
  username: z.string(),
  /** As the server has it: a key or an address. */
  avatar: z.string(),
  /** When the server last told, ms since epoch; null where it was not asked yet. */
  fetchedAt: z.number().nullable(),
  /** Asked, and the server knows no such person (any more). */
  isUnknown: z.boolean(),
});
export type Person = z.infer<typeof Person>;

/** How far the names of a group's members are known. */
export const NamesStatus = z.object({
  total: z.number(),
  named: z.number(),
  /**
   * "idle": nobody is being asked for; "reading": names arrive; "waiting": the server asked for a pause or cannot be
   * reached; "unavailable": it does not tell names.
   */
  state: z.enum(["idle", "reading", "waiting", "unavailable"]),
  /** Grows whenever a name in this group changes: a list made at an earlier one is not sorted by today's names. */
  order: z.number(),
});
export type NamesStatus = z.infer<typeof NamesStatus>;

const OnePerson = z.object({ accountId: AccountId, personId: EntityId });

export const peopleCalls = {
  "people.status": { input: InGroup, output: NamesStatus },
  /** What people are called in this group, or else anywhere in the account; who has no name is left out. */
  "people.names": {
    input: InGroup.extend({ ids: z.array(EntityId).max(1000) }),
    output: z.array(z.object({ id: EntityId, name: z.string() })),
  },
  /** What the cache knows of a person, asked of the server in the background where it is old. */
  "people.get": { input: OnePerson, output: Person },
  /** The person's picture as a data URL, as `groups.avatar`; null where there is none, or none is known yet. */
  "people.picture": { input: OnePerson, output: z.string().nullable() },
  /** An own note: the name that is shown from now on, on this computer only. "" takes it away. */
  "people.setNote": {
    input: OnePerson.extend({ note: z.string().trim().max(longestNote) }),
    output: z.void(),
  },
} as const;
