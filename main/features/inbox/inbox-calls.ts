import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { PeopleService } from "../people/people-service.ts";
import type { InboxService } from "./inbox-service.ts";

type InboxCalls = Pick<Handlers, "inbox.list" | "inbox.sync" | "inbox.decide">;

/** Whom the page shows is looked at: their names are asked for first. */
export function createInboxCalls(service: InboxService, people: Pick<PeopleService, "look">): InboxCalls {
  return {
    "inbox.list": async (query) => {
      const list = await service.list(query);
      for (const [accountId, rows] of Map.groupBy(list.rows, (row) => row.accountId)) {
        people.look(accountId, rows.map(({ personId }) => personId).reverse());
      }
      return list;
    },
    "inbox.sync": () => service.sync(),
    "inbox.decide": ({ keys, isApproved }) => service.decide(keys, isApproved),
  };
}
