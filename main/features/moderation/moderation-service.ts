import { AppError } from "../../../shared/errors.ts";
import type { BlockedRow, MutedRow } from "../../../shared/ipc/administration-calls.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { AdministrationBackend, BlockedPerson } from "../../backends/administration.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import { createTurns } from "../../platform/in-turn.ts";
import type { PeopleService } from "../people/people-service.ts";
import type { KeptRows, ModerationList, ModerationRepository } from "./moderation-repository.ts";

export interface ModerationDeps {
  readonly repository: ModerationRepository;
  readonly backendFor: (accountId: string) => GroupBackend | Promise<GroupBackend>;
  readonly people: Pick<PeopleService, "names">;
  readonly emit: Emit;
  readonly now?: () => number;
}

/** As last read; `readAt` is null where that never happened. */
export interface KeptList<Row> {
  readonly readAt: number | null;
  readonly rows: Row[];
}

export interface ModerationService {
  /** Who is still muted of those last read, by when it ends, soonest first; those for ever last. Works offline. */
  muted(accountId: string, groupId: string): Promise<KeptList<MutedRow>>;
  /** The block list as last read, newest first. Works offline. */
  blocked(accountId: string, groupId: string): Promise<KeptList<BlockedRow>>;
  /** Reads one of the two from the server into the cache. Offline throws, and what was kept stays. */
  sync(accountId: string, groupId: string, list: ModerationList): Promise<void>;
}

/** The two lists that only admins may read: server first, then the cache, then the event. */
export function createModerationService(deps: ModerationDeps): ModerationService {
  const { repository, backendFor, people, emit, now = Date.now } = deps;
  const inTurn = createTurns();

  async function fetchMuted(accountId: string, groupId: string): Promise<KeptRows<"muted">> {
    const mutes = await (await backendFor(accountId)).mutes(groupId);
    return [...mutes].map(([userId, mutedUntil]) => ({ userId, mutedUntil }));
  }

  async function fetchBlocked(accountId: string, groupId: string): Promise<KeptRows<"blocked">> {
    const administration = await administrationOf(backendFor(accountId));
    const people = new Map<string, BlockedPerson>();
    for await (const page of administration.blocked(groupId)) {
      for (const person of page) people.set(person.userId, person);
    }
    return [...people.values()];
  }

  return {
    async muted(accountId, groupId) {
      const kept = await repository.kept(accountId, groupId, "muted");
      if (kept === null) return unread;
      const asOf = now();
      const current = kept.rows.filter(({ mutedUntil }) => mutedUntil === -1 || mutedUntil > asOf);
      const ids = current.map(({ userId }) => userId);
      const names = await people.names(accountId, groupId, ids);
      const rows = current
        .map((row) => ({ ...row, name: names.get(row.userId) ?? null }))
        .sort((a, b) => endOf(a) - endOf(b));
      return { readAt: kept.readAt, rows };
    },

    async blocked(accountId, groupId) {
      const kept = await repository.kept(accountId, groupId, "blocked");
      if (kept === null) return unread;
      const ids = kept.rows.map(({ userId }) => userId);
      const names = await people.names(accountId, groupId, ids);
      const rows = kept.rows
        .map((row) => ({ ...row, name: names.get(row.userId) ?? null }))
        .sort((a, b) => (b.blockedAt ?? 0) - (a.blockedAt ?? 0));
      return { readAt: kept.readAt, rows };
    },

    /** One at a time: of two, the one that was asked for later is the one that stays. */
    sync: (accountId, groupId, list) =>
      inTurn(`${accountId} ${groupId} ${list}`, async () => {
        const keep = <List extends ModerationList>(name: List, rows: KeptRows<List>) =>
          repository.keep(accountId, groupId, name, { readAt: now(), rows });
        if (list === "muted") await keep(list, await fetchMuted(accountId, groupId));
        else await keep(list, await fetchBlocked(accountId, groupId));
        emit("moderation.changed", { accountId, groupId });
      }),
  };
}

const unread = { readAt: null, rows: [] };

function endOf({ mutedUntil }: MutedRow): number {
  // Not Infinity, whose difference to itself is not a number.
  return mutedUntil === -1 ? Number.MAX_SAFE_INTEGER : mutedUntil;
}

/** Throws "unsupported" for a backend that lets nobody administer groups. */
export async function administrationOf(
  backend: GroupBackend | Promise<GroupBackend>,
): Promise<AdministrationBackend> {
  const { administration } = await backend;
  if (administration === null) {
    throw new AppError("unsupported", "groups of this kind of account cannot be administered");
  }
  return administration;
}
