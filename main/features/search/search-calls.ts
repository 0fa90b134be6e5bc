import type { Handlers } from "../../../shared/ipc/contract.ts";
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

export function createSearchCalls(search: SearchService): SearchCalls {
  return {
    "search.everything": (input) => search.everything(input),
    "search.unread": () => search.unread(),
    "members.smartList": (input) => search.smartList(input),
    "members.smartListIds": (input) => search.smartListIds(input),
    "members.compare": (input) => search.compare(input),
    "members.card": (input) => search.card(input),
  };
}
