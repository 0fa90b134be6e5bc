import { z } from "zod";
import { Account, Credential, NewAccount } from "../domain/account.ts";
import { AccountId } from "../domain/ids.ts";

export const accountCalls = {
  "accounts.list": { input: z.void(), output: z.array(Account) },
  /** Signs in first; an account that the server refused is not kept. */
  "accounts.add": { input: NewAccount, output: Account },
  /** Starts the embedded demo backend and signs in to it: one Lanying and one WeChat account. */
  "accounts.addDemo": { input: z.void(), output: z.array(Account) },
  "accounts.signIn": {
    input: z.object({ accountId: AccountId, credential: Credential }),
    output: Account,
  },
  /** Its secrets, cache and transfers are gone when this answers. Running transfers are cancelled first. */
  "accounts.remove": { input: z.object({ accountId: AccountId }), output: z.void() },
} as const;
