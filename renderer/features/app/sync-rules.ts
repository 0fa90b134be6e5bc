import type { Account } from "../../../shared/domain/account.ts";

export const staleAfterMs = 60_000;

export function isStale(syncedAt: number | null, now = Date.now()): boolean {
  return syncedAt === null || now - syncedAt > staleAfterMs;
}

/** Whether the list of an account is worth fetching unasked: never while signed out, that would only fail. */
export function wantsSync(account: Account, now = Date.now()): boolean {
  return account.isSignedIn && isStale(account.syncedAt, now);
}
