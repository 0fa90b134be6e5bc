import type { Group, Role } from "../../../shared/domain/group.ts";
import { rankOf } from "../../../shared/domain/role-rank.ts";
import { nullWhenNotFound } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { RemoteGroup } from "../../backends/backend.ts";
import type { Log } from "../../platform/log.ts";
import type { Revisions } from "../../platform/revisions.ts";
import { createSharedRuns } from "../../platform/shared-runs.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import { createGroupAvatars } from "./group-avatars.ts";
import { createGroupRoles } from "./group-roles.ts";
import { type GroupRow, groupOf, mergedValues } from "./group-rows.ts";
import type { GroupsRepository, GroupsWindow } from "./groups-repository.ts";

export interface GroupsDeps {
  readonly repository: GroupsRepository;
  readonly accounts: AccountsService;
  readonly revisions: Revisions;
  readonly emit: Emit;
  readonly log: Log;
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
  /** The ids of those we own or administer, as far as our roles are known. */
  idsWeRun(accountId: string): Promise<readonly string[]>;
  /** Server first, then cache, then event. Who asks while one runs shares it. Offline throws and the cache stays. */
  sync(accountId: string): Promise<void>;
  /** Details of a group in the cache and our role in it. Throws `not_found` for one that is not, or no longer. */
  refresh(accountId: string, groupId: string): Promise<void>;
  /** The same, but never by an answer that was asked for before now. */
  reread(accountId: string, groupId: string): Promise<void>;
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
  /** The members just arrived completely; `role` is ours among them. */
  membersSynced(group: CachedGroup, at: number, memberCount: number, role: Role): Promise<void>;
  filesSynced(accountId: string, groupId: string, at: number): Promise<void>;
  /** Resolves when no work is left in the background. */
  settled(): Promise<void>;
  /** Ends what runs; before the database closes. */
  close(): Promise<void>;
}

export function createGroupsService(deps: GroupsDeps): GroupsService {
  const { repository, accounts, revisions, emit, log, now = Date.now } = deps;
  const runs = createSharedRuns();
  const avatars = createGroupAvatars(accounts);
  accounts.onRemove((accountId) => runs.stop(accountId));

  function changed(accountId: string): void {
    revisions.bump(`groups ${accountId}`);
    emit("groups.changed", { accountId });
  }

  const roles = createGroupRoles({ repository, accounts, runs, changed, log, now });

  async function fetchAll(accountId: string, signal: AbortSignal): Promise<void> {
    const backend = accounts.backendFor(accountId);
    const { selfId } = accounts.get(accountId);
    const known = await repository.all(accountId);
    const merge = await repository.beginMerge(accountId);
    let done = 0;
    let written = 0;
    const progress = (isFinished: boolean) =>
      emit("sync.progress", { accountId, groupId: null, what: "groups", done, total: null, isFinished });
    progress(false);
    try {
      for await (const page of backend.groups(signal)) {
        const rows = page.map((remote) => mergedValues(remote, known.get(remote.id), selfId));
        written += await merge.page(rows);
        done += page.length;
        progress(false);
      }
      signal.throwIfAborted();
      written += (await merge.finish()).removed;
    } catch (cause) {
      await merge.abandon();
      throw cause;
    } finally {
      if (written > 0) changed(accountId);
      progress(true);
    }
    await accounts.markSynced(accountId, now());
    roles.check(accountId);
  }

  async function fetchOne(accountId: string, groupId: string, signal: AbortSignal): Promise<void> {
    const backend = accounts.backendFor(accountId);
    const { selfId } = accounts.get(accountId);
    const remote = await backend.group(groupId, signal);
    const own = await roles.ownRole(backend, remote, selfId, signal);
    // Servers also tell of groups that we have left: one that is no longer here stays away.
    const known = await repository.get(accountId, groupId);
    const values = mergedValues({ ...remote, role: own }, known, selfId);
    if (await repository.put(accountId, values)) changed(accountId);
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
    idsWeRun: (accountId) => repository.idsWeRun(accountId),
    cached: (accountId, groupId) => repository.get(accountId, groupId),
    sync: (accountId) => runs.share(accountId, "groups", (signal) => fetchAll(accountId, signal)),
    refresh,
    async reread(accountId, groupId) {
      await earlierAnswers(accountId, groupId);
      await refresh(accountId, groupId);
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
    picture: (accountId, avatar) => avatars.dataUrl(accountId, avatar),
    async membersSynced({ key, accountId, role: rank }, at, memberCount, role) {
      await repository.markMembersSynced(key, at, memberCount);
      if (rank !== rankOf("owner")) await repository.setRole(key, role, at);
      changed(accountId);
    },
    async filesSynced(accountId, groupId, at) {
      await repository.markFilesSynced(accountId, groupId, at);
      changed(accountId);
    },
    settled: () => runs.settled(),
    close: () => runs.stopAll(),
  };
}
