import type { CallOutput, ParsedInput } from "../../../shared/ipc/contract.ts";
import type { Revisions } from "../../platform/revisions.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import { type MembersPlace, type MembersService, membersListName } from "../members/members-service.ts";
import { createKeptLists } from "./kept-lists.ts";
import type { SearchRepository } from "./search-repository.ts";

export interface SearchDeps {
  readonly repository: SearchRepository;
  readonly groups: Pick<GroupsService, "cached">;
  readonly members: Pick<MembersService, "sorted" | "textsRevision">;
  readonly revisions: Revisions;
  readonly now?: () => number;
}

export type SearchService = ReturnType<typeof createSearchService>;

const minuteMs = 60_000;

/** Questions that no single list answers. All of them read the cache only, so they work offline. */
export function createSearchService({ repository, groups, members, revisions, now = Date.now }: SearchDeps) {
  const keep = createKeptLists();
  const revisionOf = (accountId: string, groupId: string) =>
    revisions.of(membersListName(accountId, groupId));

  /** A slice of what was found, in the order of the list it was found in. */
  async function sliceOf(
    place: MembersPlace & { readonly offset: number; readonly limit: number },
    found: Float64Array,
  ) {
    const { order, keys } = await members.sorted(place, found);
    const rows = await repository.members(keys.subarray(place.offset, place.offset + place.limit));
    return { total: keys.length, order, rows };
  }

  return {
    /** Groups, members, files and announcements of all accounts, as far as they were ever read. */
    everything: ({ query }: ParsedInput<"search.everything">) => repository.everything(query),

    /** Members, files and announcements of a group are read when somebody looks at them: of how many groups never yet. */
    unread: () => repository.unread(),

    async smartList(query: ParsedInput<"members.smartList">): Promise<CallOutput<"members.smartList">> {
      const { accountId, groupId, list } = query;
      const revision = revisionOf(accountId, groupId);
      const { key: groupKey } = await groups.cached(accountId, groupId);
      // The lists follow the clock: one that was made more than a minute ago is made again.
      const minute = Math.floor(now() / minuteMs);
      const texts = query.query === "" ? 0 : members.textsRevision(accountId, groupId);
      const name = JSON.stringify([groupKey, revision, texts, minute, list, query.query]);
      const keys = await keep(name, () =>
        repository.smartListKeys({ list, query: query.query, accountId, groupKey, now: now() }),
      );
      return { revision, ...(await sliceOf(query, keys)) };
    },

    async smartListIds(query: ParsedInput<"members.smartListIds">): Promise<string[]> {
      const { accountId, groupId, list } = query;
      const { key: groupKey } = await groups.cached(accountId, groupId);
      const keys = await repository.smartListKeys({
        list,
        query: query.query,
        accountId,
        groupKey,
        now: now(),
      });
      const { keys: sorted } = await members.sorted({ accountId, groupId }, keys);
      return (await repository.members(sorted)).map(({ id }) => id);
    },

    /** Throws `not_found` for a group that is not in the cache. */
    async compare(input: ParsedInput<"members.compare">): Promise<CallOutput<"members.compare">> {
      const { accountId, firstGroupId, secondGroupId, relation } = input;
      const [first, second] = await Promise.all([
        groups.cached(accountId, firstGroupId),
        groups.cached(accountId, secondGroupId),
      ]);
      const asOf = [revisionOf(accountId, firstGroupId), revisionOf(accountId, secondGroupId)];
      const keys = await keep(JSON.stringify([first.key, second.key, asOf, relation]), () =>
        repository.comparedKeys(first.key, second.key, relation),
      );
      return sliceOf({ ...input, groupId: firstGroupId }, keys);
    },

    /** Every group of the account in which the cache knows this person; empty where it knows none. */
    card: ({ accountId, memberId }: ParsedInput<"members.card">) => repository.card(accountId, memberId),
  };
}
