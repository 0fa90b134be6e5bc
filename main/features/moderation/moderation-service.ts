import { AppError } from "../../../shared/errors.ts";
import type { BlockedRow, MutedRow } from "../../../shared/ipc/administration-calls.ts";
import type { AdministrationBackend, BlockedPerson } from "../../backends/administration.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import type { ModerationRepository } from "./moderation-repository.ts";

export interface ModerationDeps {
  readonly repository: ModerationRepository;
  readonly backendFor: (accountId: string) => GroupBackend | Promise<GroupBackend>;
  readonly now?: () => number;
}

export interface ModerationService {
  /** Who is muted now, by when it ends, soonest first; those for ever last. Asked of the server each time. */
  muted(accountId: string, groupId: string): Promise<MutedRow[]>;
  /** The block list, newest first. Asked of the server each time. */
  blocked(accountId: string, groupId: string): Promise<BlockedRow[]>;
}

/** The two lists that only admins may read; nothing of them is cached but the names. */
export function createModerationService(deps: ModerationDeps): ModerationService {
  const { repository, backendFor, now = Date.now } = deps;
  return {
    async muted(accountId, groupId) {
      const mutes = await (await backendFor(accountId)).mutes(groupId);
      const asOf = now();
      const current = [...mutes].filter(([, end]) => end === -1 || end > asOf);
      const ids = current.map(([id]) => id);
      const names = await repository.names(accountId, groupId, ids);
      return current
        .map(([userId, mutedUntil]) => ({ userId, name: names.get(userId) ?? null, mutedUntil }))
        .sort((a, b) => endOf(a) - endOf(b));
    },

    async blocked(accountId, groupId) {
      const administration = await administrationOf(backendFor(accountId));
      const people = new Map<string, BlockedPerson>();
      for await (const page of administration.blocked(groupId)) {
        for (const person of page) people.set(person.userId, person);
      }
      const names = await repository.names(accountId, groupId, [...people.keys()]);
      return [...people.values()]
        .map(({ userId, blockedAt }) => ({ userId, name: names.get(userId) ?? null, blockedAt }))
        .sort((a, b) => (b.blockedAt ?? 0) - (a.blockedAt ?? 0));
    },
  };
}

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
