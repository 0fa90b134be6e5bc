import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { AccountsService } from "./accounts-service.ts";

type AccountCalls = Pick<
  Handlers,
  "accounts.list" | "accounts.add" | "accounts.addDemo" | "accounts.signIn" | "accounts.remove"
>;

export function createAccountCalls(accounts: AccountsService): AccountCalls {
  return {
    "accounts.list": async () => [...accounts.list()],
    "accounts.add": (input) => accounts.add(input),
    "accounts.addDemo": async () => [...(await accounts.addDemo())],
    "accounts.signIn": ({ accountId, credential }) => accounts.signIn(accountId, credential),
    "accounts.remove": ({ accountId }) => accounts.remove(accountId),
  };
}
