import type { Group, Role } from "../../../shared/domain/group.ts";
import { rankOf } from "../../../shared/domain/role-rank.ts";
import { nullWhenNotFound, toAppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { RemoteGroup } from "../../backends/backend.ts";
import type { Log } from "../../platform/log.ts";
import type { Revisions } from "../../platform/revisions.ts";
import { createSharedRuns } from "../../platform/shared-runs.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import { createGroupAdmins, type ReadAdmins } from "./group-admins.ts";
import { createGroupAvatars } from "./group-avatars.ts";
import { type GroupRow, groupOf, mergedValues, unlistedValues } from "./group-rows.ts";
import type { GroupsRepository, GroupsWindow } from "./groups-repository.ts";

export interface GroupsDeps {
  readonly repository: GroupsRepository;
  readonly accounts: AccountsService;
  readonly revisions: Revisions;
  readonly emit: Emit;
  readonly log: Pick<Log, "warn">;
  readonly now?: () => number;
}

/** A group in the cache; `key` is its number there and is never given to another group. */
export type CachedGroup = Pick<
  GroupRow,
  "key" | "accountId" | "id" | "name" | "ownerId" | "role" | "membersSyncedAt"
>;

export interface GroupsService {
  window(query: GroupsWindow): Promise<{ revision: number; total: number; rows: Group[] }>;
  /** Throws `not_found`. */
  get(accountId: string, groupId: string): Promise<Group>;
  /** The ids of those we own or administer, and of those where that was never read; once a sync under way has ended. */
  idsByRole(
    accountId: string,
  ): Promise<{ readonly run: readonly string[]; readonly unread: readonly string[] }>;
  /**
   * Server first, then cache, then event. Who asks while one runs shares it. Offline throws and the cache stays. Asks
   * for lists only, one request for many groups: of our role they tell whether we are the owner.
   */
  sync(accountId: string): Promise<void>;
  /** Somebody opened a group: the same as `refresh`, and from now on it is kept fresh in the background. */
  look(accountId: string, groupId: string): Promise<void>;
  /** Details of a group in the cache and our role in it. Throws `not_found` for one that is not, or no longer. */
  refresh(accountId: string, groupId: string): Promise<void>;
  /** The same, but never by an answer that was asked for before now. */
  reread(accountId: string, groupId: string): Promise<void>;
  /**
   * A group we have just joined comes into the cache, with what its server tells of it, and stays there whatever list
   * leaves it out: WeChat's services list only groups saved to the contacts.
   */
  joined(accountId: string, group: { readonly id: string; readonly name: string | null }): Promise<void>;
  /** The server's list holds the group from now on. */
  listed(accountId: string, groupId: string): Promise<void>;
  /** A group the server has just told of comes into the cache. Answers what is kept of it. */
  added(accountId: string, remote: RemoteGroup): Promise<Group>;
  /** A group we are no longer in leaves the cache, with all that belongs to it. */
  forget(accountId: string, groupId: string): Promise<void>;
  /** A data URL; null where there is no picture, or none that we show. */
  avatar(accountId: string, groupId: string): Promise<string | null>;
  /** The same for any picture of the account, by what the server calls it. */
  picture(accountId: string, avatar: string): Promise<string | null>;
  /** What the services of a group's parts need to know of it. Throws `not_found`. */
  cached(accountId: string, groupId: string): Promise<CachedGroup>;
  /** Begins a look at who administers a group: what it answers asks the server, or shares what was asked since. */
  lookAtAdmins(accountId: string, groupId: string): ReadAdmins;
  /** The members just arrived completely; `role` is ours among them, null where it was not told. */
  membersSynced(group: CachedGroup, at: number, memberCount: number, role: Role | null): Promise<void>;
  filesSynced(accountId: string, groupId: string, at: number): Promise<void>;
  /** Ends what runs; before the database closes. */
  close(): Promise<void>;
}

/** Of a group of which its server tells nothing yet. */
const unknownGroup = {
  name: "",
  description: undefined,
  avatar: null,
  memberCount: null,
  capacity: null,
  type: null,
  role: null,
  ownerId: null,
  joinRule: null,
  mutedUntil: undefined,
  createdAt: null,
} as const;

export function createGroupsService(deps: GroupsDeps): GroupsService {
  const { repository, accounts, revisions, emit, log, now = Date.now } = deps;
  const runs = createSharedRuns();
  const avatars = createGroupAvatars(accounts);
  accounts.onRemove((accountId) => runs.stop(accountId));

  function changed(accountId: string): void {
    revisions.bump(`groups ${accountId}`);
    emit("groups.changed", { accountId });
  }

  const admins = createGroupAdmins({ accounts, runs });

  async function fetchAll(accountId: string, signal: AbortSignal): Promise<void> {
    const backend = accounts.backendFor(accountId);
    const { selfId } = accounts.get(accountId);
    const known = await repository.all(accountId);
    const merge = await repository.beginMerge(accountId);
    let done = 0;
    let written = 0;
    const unlisted = new Map([...known].filter(([, { joinedHere }]) => joinedHere === 1));
    const progress = (isFinished: boolean) =>
      emit("sync.progress", { accountId, groupId: null, what: "groups", done, total: null, isFinished });
    progress(false);
    try {
      for await (const page of backend.groups(signal)) {
        const rows = page.map((remote) =>
          mergedValues({ ...remote, isUnlisted: false }, known.get(remote.id), selfId),
        );
        written += await merge.page(rows);
        for (const { id } of page) unlisted.delete(id);
        done += page.length;
        progress(false);
      }
      signal.throwIfAborted();
      written += await merge.page([...unlisted.values()].map((row) => unlistedValues(row, selfId)));
      written += (await merge.finish()).removed;
    } catch (cause) {
      await merge.abandon();
      throw cause;
    } finally {
      if (written > 0) changed(accountId);
      progress(true);
    }
    await accounts.markSynced(accountId, now());
  }

  async function fetchOne(accountId: string, groupId: string, signal: AbortSignal): Promise<void> {
    const backend = accounts.backendFor(accountId);
    const { selfId } = accounts.get(accountId);
    const readAdmins = admins.look(accountId, groupId);
    const { ownerId } = await repository.get(accountId, groupId);
    const wasOwner = ownerId !== null && ownerId === selfId;
    const [remote, arrived] = await Promise.all([
      backend.group(groupId, signal),
      // An owner needs no list of admins to know their role.
      wasOwner ? null : readAdmins(),
    ]);
    const isOwner = remote.role === "owner" || (selfId !== null && remote.ownerId === selfId);
    const adminIds = wasOwner && !isOwner ? await readAdmins() : arrived;
    const role = isOwner ? "owner" : roleAmong(adminIds, selfId);
    // Servers also tell of groups that we have left: one that is no longer here stays away.
    const known = await repository.get(accountId, groupId);
    if (known.joinedHere === 1 && remote.isMember === false) {
      await repository.remove(accountId, groupId);
      return changed(accountId);
    }
    const isPut = await repository.put(accountId, mergedValues({ ...remote, role }, known, selfId));
    const isRoleNews = role !== null && !isOwner && (await repository.setRole(known.key, role, now()));
    if (isPut || isRoleNews) changed(accountId);
  }

  const refresh = (accountId: string, groupId: string) =>
    runs.share(accountId, `group ${groupId}`, (signal) => fetchOne(accountId, groupId, signal));

  /** Waits for what was asked of the server before now: it would undo what we are about to write. */
  async function earlierAnswers(accountId: string, groupId: string): Promise<void> {
    await Promise.all([runs.ended(accountId, "groups"), runs.ended(accountId, `group ${groupId}`)]);
  }

  return {
    async window(query) {
      const revision = revisions.of(`groups ${query.accountId}`);
      return { revision, ...(await repository.window(query)) };
    },
    get: async (accountId, groupId) => groupOf(await repository.get(accountId, groupId)),
    async idsByRole(accountId) {
      await runs.ended(accountId, "groups");
      return await repository.idsByRole(accountId);
    },
    cached: (accountId, groupId) => repository.get(accountId, groupId),
    sync: (accountId) => runs.share(accountId, "groups", (signal) => fetchAll(accountId, signal)),
    async look(accountId, groupId) {
      await repository.markLookedAt(accountId, groupId, now());
      await refresh(accountId, groupId);
    },
    refresh,
    async reread(accountId, groupId) {
      await earlierAnswers(accountId, groupId);
      await refresh(accountId, groupId);
    },
    async joined(accountId, { id, name }) {
      await earlierAnswers(accountId, id);
      const known = await repository.get(accountId, id).catch(nullWhenNotFound);
      if (known === null) {
        const remote = await accounts
          .backendFor(accountId)
          .group(id)
          .catch((cause: unknown) => {
            log.warn("a joined group was not read", { code: toAppError(cause).code });
            return { ...unknownGroup, id };
          });
        const named = { ...remote, name: remote.name || (name ?? ""), isUnlisted: true };
        await repository.put(accountId, mergedValues(named, undefined, accounts.get(accountId).selfId));
      }
      await repository.markJoined(accountId, id);
      changed(accountId);
    },
    async listed(accountId, groupId) {
      const known = await repository.get(accountId, groupId);
      const { selfId } = accounts.get(accountId);
      await repository.put(accountId, mergedValues({ ...groupOf(known), isUnlisted: false }, known, selfId));
      changed(accountId);
    },
    async added(accountId, remote) {
      await earlierAnswers(accountId, remote.id);
      const known = await repository.get(accountId, remote.id).catch(nullWhenNotFound);
      const { selfId } = accounts.get(accountId);
      const values = mergedValues(remote, known ?? undefined, selfId);
      if (await repository.put(accountId, values)) changed(accountId);
      return groupOf(await repository.get(accountId, remote.id));
    },
    async forget(accountId, groupId) {
      await earlierAnswers(accountId, groupId);
      await repository.remove(accountId, groupId);
      changed(accountId);
    },
    async avatar(accountId, groupId) {
      const { avatar } = await repository.get(accountId, groupId);
      return avatar === null ? null : avatars.dataUrl(accountId, avatar);
    },
    lookAtAdmins: (accountId, groupId) => admins.look(accountId, groupId),
    picture: (accountId, avatar) => avatars.dataUrl(accountId, avatar),
    async membersSynced({ key, accountId, role: rank }, at, memberCount, role) {
      await repository.markMembersSynced(key, at, memberCount);
      if (role !== null && rank !== rankOf("owner")) await repository.setRole(key, role, at);
      changed(accountId);
    },
    async filesSynced(accountId, groupId, at) {
      await repository.markFilesSynced(accountId, groupId, at);
      changed(accountId);
    },
    close: () => runs.stopAll(),
  };
}

/** Null where the admins are not told, or our own id is not known. */
function roleAmong(adminIds: readonly string[] | null, selfId: string | null): Role | null {
  if (adminIds === null || selfId === null) return null;
  return adminIds.includes(selfId) ? "admin" : "member";
}
