import { z } from "zod";
import { Group } from "../domain/group.ts";
import { GroupFile } from "../domain/group-file.ts";
import { AccountId, EntityId } from "../domain/ids.ts";
import { Member, MemberDetails } from "../domain/member.ts";
import { WindowQuery, windowOf } from "./window.ts";

const InAccount = z.object({ accountId: AccountId });
export const InGroup = z.object({ accountId: AccountId, groupId: EntityId });

/** Which order the reader has before them. */
export const KeptOrder = z.object({ order: z.number().optional() });

const FileSort = z.enum(["newest", "name", "size"]).default("newest");

export const groupCalls = {
  "groups.window": { input: InAccount.extend(WindowQuery.shape), output: windowOf(Group) },
  "groups.get": { input: InGroup, output: Group },
  /** Fetches the list from the server. Answers when it is in the cache; offline is an error, the cache stays. */
  "groups.sync": { input: InAccount, output: z.void() },
  /** The picture as a data URL (PNG, JPEG, WebP or GIF, at most 1 MiB); null where there is none. */
  "groups.avatar": { input: InGroup, output: z.string().nullable() },
  /** Details of one group (description, settings …) read from the server into the cache. */
  "groups.refresh": { input: InGroup, output: z.void() },
  /** Saves a WeChat group to the contacts, so that the service lists it from now on. Refused for groups of other services. */
  "groups.save": { input: InGroup, output: z.void() },

  /**
   * Names that arrive change rows where they stand: who passes the `order` of an earlier answer keeps that order, also
   * beside names that have changed since; without one it is sorted anew.
   */
  "members.window": {
    input: InGroup.extend(WindowQuery.shape).extend(KeptOrder.shape),
    output: windowOf(Member).extend({ order: z.number() }),
  },
  "members.get": { input: InGroup.extend({ memberId: EntityId }), output: MemberDetails },
  "members.sync": { input: InGroup, output: z.void() },

  "files.window": {
    input: InGroup.extend(WindowQuery.shape).extend({ sort: FileSort }),
    output: windowOf(GroupFile),
  },
  /** All ids that match a search, in the list's order, for "select all": frozen at this moment. */
  "files.ids": {
    input: InGroup.extend({ query: WindowQuery.shape.query, sort: FileSort }),
    output: z.array(EntityId),
  },
  "files.sync": { input: InGroup, output: z.void() },
  "files.rename": {
    input: InGroup.extend({ fileId: EntityId, name: z.string().trim().min(1).max(255) }),
    output: z.void(),
  },
} as const;
