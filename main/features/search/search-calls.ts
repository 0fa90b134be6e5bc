import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { PeopleService } from "../people/people-service.ts";
import type { SearchService } from "./search-service.ts";

type SearchCalls = Pick<
  Handlers,
  | "search.everything"
  | "search.unread"
  | "members.smartList"
  | "members.smartListIds"
  | "members.compare"
  | "members.card"
>;

export function createSearchCalls(search: SearchService, people: Pick<PeopleService, "look">): SearchCalls {
  /** Whom the page shows is looked at: their names are asked for first. */
  function looked<Answer extends { readonly rows: readonly { readonly id: string }[] }>(
    { accountId }: { readonly accountId: string },
    answer: Answer,
  ): Answer {
    people.look(
      accountId,
      answer.rows.map(({ id }) => id),
    );
    return answer;
  }

  return {
    "search.everything": (input) => search.everything(input),
    "search.unread": () => search.unread(),
    "members.smartList": async (input) => looked(input, await search.smartList(input)),
    "members.smartListIds": (input) => search.smartListIds(input),
    "members.compare": async (input) => looked(input, await search.compare(input)),
    "members.card": (input) => search.card(input),
  };
}
