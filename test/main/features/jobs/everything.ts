import type { ParsedInput } from "../../../../shared/ipc/contract.ts";

/** Asks the journal for all of its rows, newest first. */
export const everything: ParsedInput<"activity.window"> = {
  accountId: null,
  groupId: null,
  who: "all",
  kinds: [],
  query: "",
  since: null,
  until: null,
  offset: 0,
  limit: 1000,
};
