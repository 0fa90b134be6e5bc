import { join } from "node:path";
import type { Account } from "../shared/domain/account.ts";
import type { Group } from "../shared/domain/group.ts";
import type { GroupFile } from "../shared/domain/group-file.ts";
import { AppError, toAppError } from "../shared/errors.ts";
import type { Emit } from "../shared/ipc/contract.ts";
import { createBackend } from "./backends/create-backend.ts";
import { startDemoInWorker } from "./demo/demo.ts";
import { createAccountsRepository } from "./features/accounts/accounts-repository.ts";
import { createAccountsService } from "./features/accounts/accounts-service.ts";
import type { DemoNames } from "./features/accounts/demo-host.ts";
import { createActivityService } from "./features/activity/activity-service.ts";
import { createAdministrationService } from "./features/administration/administration-service.ts";
import { createAnnouncementsService } from "./features/announcements/announcements-service.ts";
import { createDraftsRepository } from "./features/announcements/drafts-repository.ts";
import { createFilesRepository } from "./features/files/files-repository.ts";
import { createFilesService } from "./features/files/files-service.ts";
import { createFriendsService } from "./features/friends/friends-service.ts";
import { createPacingRepository } from "./features/friends/pacing-repository.ts";
import { createPacingService } from "./features/friends/pacing-service.ts";
import { createGroupCodeService } from "./features/group-code/group-code-service.ts";
import { createGroupsRepository } from "./features/groups/groups-repository.ts";
import { createGroupsService } from "./features/groups/groups-service.ts";
import { createInboxRepository } from "./features/inbox/inbox-repository.ts";
import { createInboxService } from "./features/inbox/inbox-service.ts";
import { createJobsService } from "./features/jobs/jobs-service.ts";
import { createJoinService } from "./features/join/join-service.ts";
import { createMembersRepository } from "./features/members/members-repository.ts";
import { createMembersService } from "./features/members/members-service.ts";
import { createModerationRepository } from "./features/moderation/moderation-repository.ts";
import { createModerationService } from "./features/moderation/moderation-service.ts";
import { createSearchIndex } from "./features/search/search-index.ts";
import { createSearchRepository } from "./features/search/search-repository.ts";
import { createSearchService } from "./features/search/search-service.ts";
import { createNoticesService } from "./features/settings/notices-service.ts";
import { createSettingsService } from "./features/settings/settings-service.ts";
import { createTransfersRepository } from "./features/transfers/transfers-repository.ts";
import { createTransfersService } from "./features/transfers/transfers-service.ts";
import { createByteTransport } from "./platform/byte-transport.ts";
import type { Database } from "./platform/database/database.ts";
import { openDatabase } from "./platform/database/open-database.ts";
import { createLog } from "./platform/log.ts";
import { createRevisions } from "./platform/revisions.ts";
import type { SecretStore } from "./shell/shell.ts";

/** What the services need of their surroundings: a window's shell, or the command line's stand-ins. */
export interface Surroundings {
  readonly dataFolder: string;
  readonly secrets: SecretStore;
  readonly emit: Emit;
  readonly resolveHandle: (handle: string) => string;
  readonly downloadsFolder: string;
  readonly pickFolder: () => Promise<string | null>;
  readonly showInFolder: (path: string) => Promise<void>;
  readonly startDemo?: typeof startDemoInWorker;
  readonly demoNames?: DemoNames;
}

export type Services = Awaited<ReturnType<typeof createServices>>;

const rowsAtOnce = 500;

/** Composition root: opens the cache, builds every service and passes each what it needs. */
export async function createServices(surroundings: Surroundings) {
  const { dataFolder, secrets, pickFolder, showInFolder, startDemo = startDemoInWorker } = surroundings;
  const log = createLog({ folder: join(dataFolder, "logs") });
  const [database, journal] = await openBoth(dataFolder);
  const revisions = createRevisions();
  const searchIndex = createSearchIndex({
    database,
    onHeard: ({ what, accountId, groupId }) => {
      if (what === "members") members.heard(accountId, groupId);
      else if (what === "groups") emit("groups.changed", { accountId });
      else emit("files.changed", { accountId, groupId });
    },
    report: (cause) => log.error("names could not be indexed", { cause }),
  });
  /** The index reads the lists again when they changed, as the page does. */
  const emit: Emit = (name, payload) => {
    surroundings.emit(name, payload);
    if (name === "groups.changed" || name === "members.changed" || name === "files.changed") {
      searchIndex.wake();
    }
  };
  const notices = createNoticesService({ database, emit });
  const settings = createSettingsService({ database, emit });
  const accounts = createAccountsService({
    repository: createAccountsRepository(database),
    secrets,
    createBackend,
    startDemo,
    ...(surroundings.demoNames && { demoNames: surroundings.demoNames }),
    emit,
    log,
    onMemoryOnly: () => notices.add("secrets_memory_only", null),
  });
  const { backendFor } = accounts;
  const groups = createGroupsService({
    repository: createGroupsRepository(database),
    accounts,
    revisions,
    emit,
    log,
  });
  const activity = createActivityService({
    journal,
    emit,
    groupName: async (accountId, groupId) =>
      (await groups.get(accountId, groupId).catch(nullWhenUnknown))?.name ?? null,
    accountName: (accountId) => accounts.list().find(({ id }) => id === accountId)?.name ?? null,
  });
  const members = createMembersService({
    repository: createMembersRepository(database),
    groups,
    accounts,
    activity,
    revisions,
    emit,
  });
  const files = createFilesService({
    repository: createFilesRepository(database),
    backendFor,
    markSynced: groups.filesSynced,
    before: async (accountId, groupId) => ({
      syncedAt: (await groups.get(accountId, groupId).catch(nullWhenUnknown))?.filesSyncedAt ?? null,
      selfId: accounts.get(accountId).selfId,
    }),
    activity,
    emit,
  });
  const jobs = createJobsService({ journal, accounts, groups, members, activity, revisions, emit, log });
  const moderation = createModerationService({
    repository: createModerationRepository(database),
    backendFor,
  });
  const announcements = createAnnouncementsService({
    drafts: createDraftsRepository(database),
    backendFor,
    activity,
    emit,
  });
  const groupCode = createGroupCodeService({ backendFor });
  const inbox = createInboxService({
    repository: createInboxRepository(database),
    accounts,
    groups,
    members,
    activity,
    revisions,
    emit,
    log,
  });
  const administration = createAdministrationService({
    groups,
    members,
    accounts,
    activity,
    emit,
    log,
  });
  const search = createSearchService({ repository: createSearchRepository(database), groups, revisions });
  const transfers = createTransfersService({
    repository: createTransfersRepository(database),
    transport: createByteTransport(),
    files,
    backendFor,
    resolveHandle: surroundings.resolveHandle,
    downloadFolder: async () => (await settings.get()).downloadFolder ?? surroundings.downloadsFolder,
    pickFolder,
    showInFolder,
    activity,
    emit,
    report: (cause) => log.error("a transfer could not be recorded", { cause }),
  });
  accounts.onRemove(transfers.cancelAccount);
  const pacing = createPacingService({ repository: createPacingRepository(database), emit });
  const friends = createFriendsService({ accounts, members, pacing, activity });
  const joining = createJoinService({
    pacing,
    accounts: async () => accounts.list(),
    backendFor,
    findGroup: (accountId, groupId) => groups.get(accountId, groupId).catch(nullWhenUnknown),
    syncGroups: groups.sync,
    activity,
    log,
  });
  await Promise.all([notices.addOpeningNotices(journal), accounts.load(), jobs.start()]);
  searchIndex.wake();

  return {
    accounts,
    activity,
    groups,
    members,
    administration,
    files,
    jobs,
    transfers,
    join: joining,
    search,
    searchIndex,
    inbox,
    friends,
    moderation,
    announcements,
    groupCode,
    settings,
    notices,
    log,

    /** Throws `not_found`. */
    async accountNamed(name: string): Promise<Account> {
      const account = accounts.list().find((known) => known.name === name);
      if (account === undefined) throw new AppError("not_found", `there is no account named "${name}"`);
      return account;
    },

    /** The whole cached list, for the command line; the window reads slices. */
    everyGroup: (accountId: string): Promise<Group[]> =>
      collect((offset) => groups.window({ accountId, query: "", offset, limit: rowsAtOnce })),

    everyFile: (accountId: string, groupId: string): Promise<GroupFile[]> =>
      collect((offset) =>
        files.window({ accountId, groupId, query: "", sort: "newest", offset, limit: rowsAtOnce }),
      ),

    /** Ends everything in the order that loses nothing. */
    async close(): Promise<void> {
      await Promise.all([transfers.stop(), jobs.close()]);
      await Promise.all([groups.close(), members.close(), inbox.close()]);
      await accounts.close();
      await searchIndex.close();
      await database.close();
      await journal.close();
    },
  };
}

/** Cache and journal, each in a worker of its own. When one cannot be opened, the other is closed again. */
async function openBoth(dataFolder: string): Promise<[cache: Database, journal: Database]> {
  const opening = [
    openDatabase(join(dataFolder, "cache.sqlite")),
    openDatabase(join(dataFolder, "journal.sqlite"), "journal"),
  ] as const;
  try {
    return await Promise.all(opening);
  } catch (cause) {
    for (const opened of await Promise.allSettled(opening)) {
      if (opened.status === "fulfilled") await opened.value.close();
    }
    throw cause;
  }
}

function nullWhenUnknown(cause: unknown): null {
  if (toAppError(cause).code === "not_found") return null;
  throw cause;
}

async function collect<Row>(
  read: (offset: number) => Promise<{ total: number; rows: Row[] }>,
): Promise<Row[]> {
  const all: Row[] = [];
  for (;;) {
    const { total, rows } = await read(all.length);
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}
