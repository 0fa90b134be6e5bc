import type { InboxEntry } from "../../../shared/domain/inbox.ts";
import { AppError, toAppError } from "../../../shared/errors.ts";
import type { AdministrationBackend } from "../../backends/administration.ts";
import { ifTold } from "../../platform/if-told.ts";
import { createSharedRuns } from "../../platform/shared-runs.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import { fetchApplications, fetchInvitations, type GroupsToAsk } from "./inbox-fetch.ts";
import type { InboxKind, InboxRepository, KeptEntry } from "./inbox-repository.ts";
import { entryKeyOf, type InboxRef, rowKeyOf } from "./inbox-repository.ts";

export interface InboxReaderDeps {
  readonly repository: InboxRepository;
  readonly accounts: Pick<AccountsService, "backendFor" | "onRemove">;
  readonly groups: Pick<GroupsService, "idsByRole">;
  readonly changed: () => void;
  readonly now: () => number;
}

/** One or both lists of an account were not read: the error of the first, and which they were. */
export class UnreadLists extends AppError {
  readonly lists: ReadonlyMap<InboxKind, AppError>;

  constructor(lists: ReadonlyMap<InboxKind, AppError>) {
    const [cause] = lists.values();
    if (cause === undefined) throw new RangeError("every list was read");
    super(cause.code, cause.message, { cause, server: cause.server, network: cause.network });
    this.lists = lists;
  }
}

/** So long what was decided here stays decided whatever a list says: where reads lag, it still says "pending". */
const decidedStaysMs = 5000;

type Decided = Extract<InboxEntry["status"], "accepted" | "declined">;

/** Brings the cached inbox of one account to what its server says. */
export function createInboxReader({ repository, accounts, groups, changed, now }: InboxReaderDeps) {
  const runs = createSharedRuns();
  /** By row key. */
  const justDecided = new Map<string, { readonly status: Decided; readonly at: number }>();

  function statusOf(accountId: string, entry: InboxEntry): InboxEntry["status"] {
    const key = rowKeyOf(accountId, entry);
    const decided = justDecided.get(key);
    if (decided === undefined || entry.status !== "pending") return entry.status;
    if (now() - decided.at < decidedStaysMs) return decided.status;
    justDecided.delete(key);
    return entry.status;
  }
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
    for (const told of entries) {
      const entry = { ...told, status: statusOf(accountId, told) };
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
    const unread = new Map<InboxKind, AppError>();
    const read = (kind: InboxKind, list: Promise<void>) =>
      list.catch((cause: unknown) => void unread.set(kind, toAppError(cause)));
    await Promise.all([
      read("application", readApplications(accountId, administration, groupIds, signal)),
      read("invitation", readInvitations(accountId, administration, signal)),
    ]);
    if (unread.size > 0) throw new UnreadLists(unread);
  }

  /** One read of an account at a time; who comes meanwhile shares it. */
  const readOnce = (accountId: string): Promise<void> =>
    runs.share(accountId, "lists", (signal) => readLists(accountId, signal));

  /** Waits out a read whose answer may be older than what we are about to write: it would undo it. */
  const settled = (accountId: string): Promise<void> => runs.ended(accountId, "lists");

  return {
    /** Who asks while one runs shares it. Throws UnreadLists when one of them could not be read; the other is kept. */
    read: readOnce,

    /** Anew, not sharing a read that was begun before now. Throws where that list (absent: one of them) was not read. */
    async readBack(accountId: string, kind?: InboxKind): Promise<void> {
      await settled(accountId);
      try {
        await readOnce(accountId);
      } catch (cause) {
        if (kind === undefined || !(cause instanceof UnreadLists)) throw cause;
        const error = cause.lists.get(kind);
        if (error !== undefined) throw error;
      }
    },

    /** The server took this decision: it is kept, and lists that lag behind do not undo it. */
    async decided(accountId: string, entry: InboxRef, status: Decided): Promise<void> {
      await settled(accountId);
      for (const [key, { at }] of justDecided) if (now() - at >= decidedStaysMs) justDecided.delete(key);
      justDecided.set(rowKeyOf(accountId, entry), { status, at: now() });
      await repository.setStatus(accountId, entry, status, now());
    },

    /** Groups that the server told nothing of, and that may be ours to run: who opens them finds out. */
    untold: (): number => [...untoldGroups.values()].reduce((sum, count) => sum + count, 0),

    settled,
    close: () => runs.stopAll(),
  };
}

export type InboxReader = ReturnType<typeof createInboxReader>;
