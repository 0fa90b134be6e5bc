import { randomUUID } from "node:crypto";
import type { Account } from "../../../shared/domain/account.ts";
import { AppError } from "../../../shared/errors.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import type { AccountConnection } from "./account-connection.ts";
import type { AccountRow } from "./accounts-repository.ts";
import { freshDevice, type KeptDevice } from "./devices-repository.ts";

/** An account as the service holds it: what is kept of it, and its way to the server. */
export interface AccountEntry {
  row: AccountRow;
  connection: AccountConnection;
  backend: GroupBackend;
  /** Of a WeChat account; null for the others. */
  device: KeptDevice | null;
  /** The demo is being started for it; settles, never rejects. */
  starting: Promise<void> | null;
  /** A demo account of an earlier run: the demo starts when somebody first wants its backend. */
  isAsleep: boolean;
  isLeaving: boolean;
}

/** All accounts by their id, oldest first. */
export type AccountEntries = Map<string, AccountEntry>;

export function enter(
  entries: AccountEntries,
  row: AccountRow,
  connection: AccountConnection,
  kept: KeptDevice = freshDevice,
): AccountEntry {
  const { backend } = connection;
  const device = row.kind === "gewe" ? kept : null;
  const entry = { row, connection, backend, device, starting: null, isAsleep: false, isLeaving: false };
  entries.set(row.id, entry);
  return entry;
}

/** As the page and the other services see it. */
export function accountOf({ row, connection, device, starting, isAsleep }: AccountEntry): Account {
  const { id, kind, name, apiUrl, directory, appId, userName, selfId, isDemo, syncedAt } = row;
  return {
    ...{ id, kind, name, apiUrl, directory, appId, userName, selfId, isDemo, syncedAt },
    isSignedIn: isAsleep || starting !== null || connection.isSignedIn(),
    ...(device && { isDeviceOffline: device.isOffline }),
    canRenew: connection.canRenew(),
    secretPlace: connection.secretPlace(),
    slowedUntil: connection.rateLimit.until(),
  };
}

type Facts = "kind" | "name" | "apiUrl" | "appId" | "isDemo" | "allowsInsecureHttp" | "secretPlace";
type FoundFacts = Pick<AccountRow, "directory" | "apiUrls">;

/** Of an account that has not signed in yet. */
export function newRow(facts: Pick<AccountRow, Facts> & Partial<FoundFacts>, createdAt: number): AccountRow {
  const byHand = { directory: null, apiUrls: [], apiFailures: 0 };
  const nothingYet = { userName: null, signInWay: null, selfId: null, canRenew: false, syncedAt: null };
  return { ...byHand, ...facts, ...nothingYet, id: randomUUID(), createdAt };
}

/**
 * Throws "invalid" where another account is the same user of the same server. A WeChat account is its device, also while
 * nobody is known to be signed in there.
 */
export function refuseSecond(entries: AccountEntries, row: AccountRow, selfId: string | null): void {
  for (const { row: other } of entries.values()) {
    // One server has as many addresses as its directory names.
    const isSameServer =
      other.apiUrl === row.apiUrl || (row.directory !== null && other.directory === row.directory);
    const isSame = isSameServer && other.kind === row.kind && other.appId === row.appId;
    if (other.id !== row.id && isSame && (row.kind === "gewe" || other.selfId === selfId)) {
      throw new AppError("invalid", `this account is here already: ${other.name}`);
    }
  }
}
