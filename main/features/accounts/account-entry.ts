import { randomUUID } from "node:crypto";
import type { Account } from "../../../shared/domain/account.ts";
import { AppError } from "../../../shared/errors.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import type { AccountConnection } from "./account-connection.ts";
import type { AccountRow } from "./accounts-repository.ts";

/** An account as the service holds it: what is kept of it, and its way to the server. */
export interface AccountEntry {
  row: AccountRow;
  connection: AccountConnection;
  backend: GroupBackend;
  /** The demo is being started for it; settles, never rejects. */
  starting: Promise<void> | null;
  /** A demo account of an earlier run: the demo starts when somebody first wants its backend. */
  isAsleep: boolean;
  isLeaving: boolean;
}

/** All accounts by their id, oldest first. */
export type AccountEntries = Map<string, AccountEntry>;

export function enter(entries: AccountEntries, row: AccountRow, connection: AccountConnection): AccountEntry {
  const { backend } = connection;
  const entry = { row, connection, backend, starting: null, isAsleep: false, isLeaving: false };
  entries.set(row.id, entry);
  return entry;
}

/** As the page and the other services see it. */
export function accountOf({ row, connection, starting, isAsleep }: AccountEntry): Account {
  const { allowsInsecureHttp: _insecure, createdAt: _created, ...shown } = row;
  return {
    ...shown,
    isSignedIn: isAsleep || starting !== null || connection.isSignedIn(),
    canRenew: connection.canRenew(),
    secretPlace: connection.secretPlace(),
    slowedUntil: connection.rateLimit.until(),
  };
}

type Facts = "kind" | "name" | "apiUrl" | "appId" | "isDemo" | "allowsInsecureHttp" | "secretPlace";

/** Of an account that has not signed in yet. */
export function newRow(facts: Pick<AccountRow, Facts>, createdAt: number): AccountRow {
  const nothingYet = { userName: null, selfId: null, canRenew: false, syncedAt: null };
  return { ...facts, ...nothingYet, id: randomUUID(), createdAt };
}

/** Throws "invalid" where another account is the same user of the same server. */
export function refuseSecond(entries: AccountEntries, row: AccountRow, selfId: string): void {
  for (const { row: other } of entries.values()) {
    const isSame = other.kind === row.kind && other.apiUrl === row.apiUrl && other.appId === row.appId;
    if (isSame && other.selfId === selfId) {
      throw new AppError("invalid", `this account is here already: ${other.name}`);
    }
  }
}
