import { z } from "zod";
import { AccountId, EntityId } from "../domain/ids.ts";
import { Member, MemberDetails } from "../domain/member.ts";
import { InGroup, KeptOrder } from "./group-calls.ts";
import { WindowQuery, windowOf } from "./window.ts";

export const SearchHit = z.object({
  kind: z.enum(["group", "member", "file", "announcement"]),
  accountId: AccountId,
  groupId: EntityId,
  groupName: z.string(),
  /** The group's, member's or file's id and name; the announcement's id and title. */
  id: EntityId,
  name: z.string(),
  /** Of groups only, as the group has it: read the picture itself by `groups.avatar`. */
  avatar: z.string().nullable().optional(),
  /** Of announcements only: the words around what was found, or else the first ones. */
  snippet: z.string().optional(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SmartList = z.enum([
  "joined_today",
  "muted",
  "muted_until_today",
  "no_card",
  "in_several_groups",
]);
export type SmartList = z.infer<typeof SmartList>;

export const searchCalls = {
  /** Substring, pinyin and initials over everything cached, best first, at most 50 of each kind. */
  "search.everything": { input: z.object({ query: z.string().min(1).max(100) }), output: z.array(SearchHit) },
  /** In how many of all groups there is something that was never read, and so is not found. */
  "search.unread": {
    input: z.void(),
    output: z.object({ members: z.number(), files: z.number(), announcements: z.number() }),
  },
  "members.smartList": {
    input: InGroup.extend(WindowQuery.shape).extend({ ...KeptOrder.shape, list: SmartList }),
    output: windowOf(Member).extend({ order: z.number() }),
  },
  /** All ids of a smart list that match the search, for "select all": frozen at this moment. */
  "members.smartListIds": {
    input: InGroup.extend({ list: SmartList, query: z.string().max(200).default("") }),
    output: z.array(EntityId),
  },
  /** Members of both groups, or only of the first. */
  "members.compare": {
    input: z.object({
      accountId: AccountId,
      firstGroupId: EntityId,
      secondGroupId: EntityId,
      relation: z.enum(["in_both", "only_first"]),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
      ...KeptOrder.shape,
    }),
    output: z.object({ total: z.number(), order: z.number(), rows: z.array(Member) }),
  },
  /** Everything one person is in my groups, as far as their members were ever read. */
  "members.card": {
    input: z.object({ accountId: AccountId, memberId: EntityId }),
    output: z.object({
      groups: z.array(MemberDetails.extend({ groupId: EntityId, groupName: z.string() })),
      /** How many groups the account has, and those of them whose members were never read. */
      groupCount: z.number(),
      unreadIds: z.array(EntityId),
    }),
  },
} as const;
