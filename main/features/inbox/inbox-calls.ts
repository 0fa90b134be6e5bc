import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { InboxService } from "./inbox-service.ts";

type InboxCalls = Pick<Handlers, "inbox.list" | "inbox.sync" | "inbox.decide">;

export function createInboxCalls(service: InboxService): InboxCalls {
  return {
    "inbox.list": (query) => service.list(query),
    "inbox.sync": () => service.sync(),
    "inbox.decide": ({ keys, isApproved }) => service.decide(keys, isApproved),
  };
}
