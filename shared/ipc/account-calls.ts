import { z } from "zod";
import { Account, Credential, NewAccount } from "../domain/account.ts";
import { DeviceSettings, DeviceState } from "../domain/device-sign-in.ts";
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
  /** How the device of a WeChat account was signed in last, and how a sign-in under way stands. */
  "accounts.device": { input: z.object({ accountId: AccountId }), output: DeviceState },
  /**
   * Signs the device in again: without a code where that is possible, else by one for the phone to scan. "new" makes
   * another device where none waits to be signed in on; WeChat watches for that. Answers at once.
   */
  "accounts.startDevice": {
    input: DeviceSettings.extend({ accountId: AccountId, device: z.enum(["same", "new"]) }),
    output: z.void(),
  },
  /** The number that WeChat on the phone asks to be entered where the code is shown. */
  "accounts.enterDeviceNumber": {
    input: z.object({ accountId: AccountId, number: z.string().regex(/^\d{4,8}$/) }),
    output: z.void(),
  },
  "accounts.cancelDevice": { input: z.object({ accountId: AccountId }), output: z.void() },
  /** Opens, in the person's browser, the page of the check that WeChat wants; or the console of the GeWe service. */
  "accounts.openDeviceCheck": { input: z.object({ accountId: AccountId }), output: z.void() },
  "accounts.openConsole": { input: z.void(), output: z.void() },
  /** Its secrets, cache and transfers are gone when this answers. Running transfers are cancelled first. */
  "accounts.remove": { input: z.object({ accountId: AccountId }), output: z.void() },
} as const;
