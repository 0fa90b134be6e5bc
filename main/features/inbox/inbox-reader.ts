import type { InboxEntry } from "../../../shared/domain/inbox.ts";
import { AppError, toAppError } from "../../../shared/errors.ts";
import type { AdministrationBackend } from "../../backends/administration.ts";
import { ifTold } from "../../platform/if-told.ts";
import { createSharedRuns } from "../../platform/shared-runs.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import { fetchApplications, fetchInvitations, type GroupsToAsk } from "./inbox-fetch.ts";
import type { InboxKind, InboxRepository, KeptEntry } from "./inbox-repository.ts";
import { entryKeyOf } from "./inbox-repository.ts";

export interface InboxReaderDeps {
  readonly repository: InboxRepository;
  readonly accounts: Pick<AccountsService, "backendFor" | "onRemove">;
  readonly groups: Pick<GroupsService, "idsByRole">;
  readonly changed: () => void;
  readonly now: () => number;
}

/** Brings the cached inbox of one account to what its server says. */
export function createInboxReader({ repository, accounts, groups, changed, now }: InboxReaderDeps) {
  const runs = createSharedRuns();
  /** By account: of how many groups nobody knows whether we administer them, nor who applied. */
  const untoldGroups = new Map<string, number>();
  accounts.onRemove(async (accountId) => {
    await runs.stop(accountId);
    untoldGroups.delete(accountId);
  });

  async function keep(
    accountId: string,
    kind: InboxKind,
    entries: readonly InboxEntry[],
    nameOf: (entry: InboxEntry) => Promise<string | null>,
  ): Promise<void> {
    const known = await repository.kept(accountId, kind);
    const kept: KeptEntry[] = [];
    for (const entry of entries) {
      const before = known.get(entryKeyOf(entry));
      const groupName = before?.groupName ?? (await nameOf(entry));
      kept.push({
        ...entry,
        groupName,
        updatedAt: entry.updatedAt ?? changedAt(entry, before),
        seenAt: before?.seenAt ?? now(),
      });
    }
    if (await repository.replaceAll(accountId, kind, kept)) changed();
  }

  /** Where the server names no time, the one when we saw the answer change. */
  function changedAt(entry: InboxEntry, before: KeptEntry | undefined): number | null {
    if (before === undefined) return null;
    return before.status === entry.status ? before.updatedAt : now();
  }

  async function readApplications(
    accountId: string,
    administration: AdministrationBackend,
    groupIds: GroupsToAsk,
    signal: AbortSignal,
  ): Promise<void> {
    const { entries, untold } = await fetchApplications(administration, groupIds, signal);
    if (untold !== (untoldGroups.get(accountId) ?? 0)) {
      untoldGroups.set(accountId, untold);
      changed();
    }
    await keep(accountId, "application", entries, async () => null);
  }

  /** Groups we are invited into are not in the cache: their names are asked for once, and may stay unknown. */
  async function readInvitations(
    accountId: string,
    administration: AdministrationBackend,
    signal: AbortSignal,
  ): Promise<void> {
    const backend = accounts.backendFor(accountId);
    const entries = await fetchInvitations(administration, signal);
    await keep(accountId, "invitation", entries, async ({ status, groupId }) =>
      status === "pending" ? ((await ifTold(backend.group(groupId, signal), null))?.name ?? null) : null,
    );
  }

  async function readLists(accountId: string, signal: AbortSignal): Promise<void> {
    const { administration } = accounts.backendFor(accountId);
    if (administration === null) throw new AppError("unsupported", "this kind of account has no inbox");
    const groupIds = await groups.idsByRole(accountId);
    const lists = await Promise.allSettled([
      readApplications(accountId, administration, groupIds, signal),
      readInvitations(accountId, administration, signal),
    ]);
    for (const list of lists) if (list.status === "rejected") throw toAppError(list.reason);
  }

  /** One read of an account at a time; who comes meanwhile shares it. */
  const readOnce = (accountId: string): Promise<void> =>
    runs.share(accountId, "lists", (signal) => readLists(accountId, signal));

  /** Waits out a read whose answer may be older than what we are about to write: it would undo it. */
  const settled = (accountId: string): Promise<void> => runs.ended(accountId, "lists");

  return {
    /** Who asks while one runs shares it. Throws when one of the lists could not be read; the other is kept. */
    read: readOnce,

    /** Anew, not sharing a read that was begun before now. */
    async readBack(accountId: string): Promise<void> {
      await settled(accountId);
      await readOnce(accountId);
    },

    /** Groups that the server told nothing of, and that may be ours to run: who opens them finds out. */
    untold: (): number => [...untoldGroups.values()].reduce((sum, count) => sum + count, 0),

    settled,
    close: () => runs.stopAll(),
  };
}

export type InboxReader = ReturnType<typeof createInboxReader>;
