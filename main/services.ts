import { join } from "node:path";
import { type AppError, nullWhenNotFound } from "../shared/errors.ts";
import type { Notice } from "../shared/ipc/app-calls.ts";
import type { Emit, EventName } from "../shared/ipc/contract.ts";
import { createBackend } from "./backends/create-backend.ts";
import { lostAnswerPausesMs, readBackPausesMs } from "./backends/lanying/open-points.ts";
import { startDemoInWorker } from "./demo/demo.ts";
import { createAccountsRepository } from "./features/accounts/accounts-repository.ts";
import { createAccountsService } from "./features/accounts/accounts-service.ts";
import type { DemoNames } from "./features/accounts/demo-host.ts";
import { createDeviceSignIn } from "./features/accounts/device-sign-in.ts";
import { createDevicesRepository } from "./features/accounts/devices-repository.ts";
import { createActivityService } from "./features/activity/activity-service.ts";
import { createUndoService } from "./features/activity/undo-service.ts";
import { createAdministrationService } from "./features/administration/administration-service.ts";
import { createGroupEntry } from "./features/administration/group-entry.ts";
import { createAnnouncementsPass } from "./features/announcements/announcements-pass.ts";
import { createAnnouncementsRepository } from "./features/announcements/announcements-repository.ts";
import { createAnnouncementsService } from "./features/announcements/announcements-service.ts";
import { createDraftsRepository } from "./features/announcements/drafts-repository.ts";
import { createFilesRepository } from "./features/files/files-repository.ts";
import { createFilesService } from "./features/files/files-service.ts";
import { createFriendsService } from "./features/friends/friends-service.ts";
import { createPacedCall } from "./features/friends/paced-call.ts";
import { createPacingRepository } from "./features/friends/pacing-repository.ts";
import { createPacingService } from "./features/friends/pacing-service.ts";
import { createGroupCodeService } from "./features/group-code/group-code-service.ts";
import { createGroupsRepository } from "./features/groups/groups-repository.ts";
import { createGroupsService } from "./features/groups/groups-service.ts";
import { createInboxRepository } from "./features/inbox/inbox-repository.ts";
import { createInboxService } from "./features/inbox/inbox-service.ts";
import { createJobsService } from "./features/jobs/jobs-service.ts";
import { createJoinService } from "./features/join/join-service.ts";
import { createSeenCodes } from "./features/join/seen-codes.ts";
import { createMembersRepository } from "./features/members/members-repository.ts";
import { createMembersService } from "./features/members/members-service.ts";
import { createModerationRepository } from "./features/moderation/moderation-repository.ts";
import { createModerationService } from "./features/moderation/moderation-service.ts";
import { createPeopleRepository } from "./features/people/people-repository.ts";
import { createPeopleService } from "./features/people/people-service.ts";
import { createPersonNotes } from "./features/people/person-notes.ts";
import { createSearchIndex } from "./features/search/search-index.ts";
import { createSearchRepository } from "./features/search/search-repository.ts";
import { createSearchService } from "./features/search/search-service.ts";
import { createNoticesService } from "./features/settings/notices-service.ts";
import { createProxyService } from "./features/settings/proxy-service.ts";
import { createSettingsService } from "./features/settings/settings-service.ts";
import { createTransfersRepository } from "./features/transfers/transfers-repository.ts";
import { createTransfersService } from "./features/transfers/transfers-service.ts";
import { createByteTransport } from "./platform/byte-transport.ts";
import { openBoth } from "./platform/database/open-both.ts";
import { createLog } from "./platform/log.ts";
import { createNetwork } from "./platform/network/network.ts";
import { environmentRoutes, routesOfPac } from "./platform/network/routes.ts";
import type { Pace } from "./platform/pacer.ts";
import { createReadBack } from "./platform/read-back.ts";
import { createRevisions } from "./platform/revisions.ts";
import { checkDataFolder } from "./shell/data-folder.ts";
import type { SecretStore } from "./shell/shell.ts";
import { createWholeLists } from "./whole-lists.ts";

/** What the services need of their surroundings: a window's shell, or the command line's stand-ins. */
export interface Surroundings {
  readonly dataFolder: string;
  readonly secrets: SecretStore;
  readonly emit: Emit;
  readonly resolveHandle: (handle: string) => string;
  readonly downloadsFolder: string;
  readonly pickFolder: () => Promise<string | null>;
  readonly showInFolder: (path: string) => Promise<void>;
  /** What the operating system says for a URL, as a proxy script would; absent: the environment's variables. */
  readonly systemProxyFor?: (url: string) => Promise<string>;
  readonly startDemo?: typeof startDemoInWorker;
  readonly demoNames?: DemoNames;
  /** How fast people may be asked for; absent: gently. */
  readonly peoplePace?: Pace;
  /** The person asked for a new cache: the old one is set aside. */
  readonly isCacheFresh?: boolean;
  /** A database's worker ended: nothing can be read or written any more. */
  readonly onDeath?: (cause: AppError) => void;
}

export type Services = Awaited<ReturnType<typeof createServices>>;

const wakesIndex: ReadonlySet<EventName> = new Set<EventName>([
  "groups.changed",
  "members.changed",
  "people.changed",
  "files.changed",
  "announcements.changed",
]);
/** After these there may be people whose names nobody was asked for, or somebody who can be asked. */
const wakesPeople: ReadonlySet<EventName> = new Set<EventName>(["members.changed", "accounts.changed"]);

/** Composition root: opens the cache, builds every service and passes each what it needs. */
export async function createServices(surroundings: Surroundings) {
  const { dataFolder, secrets, pickFolder, showInFolder, startDemo = startDemoInWorker } = surroundings;
  const { isCacheFresh = false, onDeath = () => undefined } = surroundings;
  checkDataFolder(dataFolder);
  const log = createLog({ folder: join(dataFolder, "logs") });
  const [database, journal] = await openBoth(dataFolder, { isCacheFresh, onDeath });
  const revisions = createRevisions();
  const searchIndex = createSearchIndex({
    database,
    onHeard: ({ what, accountId, groupId }) => {
      if (what === "members") members.heard(accountId, groupId);
      else if (what === "groups") emit("groups.changed", { accountId });
      else if (what === "files") emit("files.changed", { accountId, groupId });
    },
    report: (cause) => survived("names could not be indexed", cause),
  });
  /** The index reads the lists again when they changed, as the page does. */
  const emit: Emit = (name, payload) => {
    surroundings.emit(name, payload);
    if (wakesIndex.has(name)) searchIndex.wake();
    if (name === "groups.changed" || name === "accounts.changed") announcementsPass.wake();
    if (wakesPeople.has(name)) people.wake();
  };
  const notices = createNoticesService({ database, emit });
  const tell = (kind: Notice["kind"]) => {
    notices.add(kind, null).catch((cause: unknown) => log.error("a notice could not be kept", { cause }));
  };
  /** Something failed and the rest is as it was: logged, and told once. */
  const survived = (what: string, cause: unknown) => {
    log.error(what, { cause });
    tell("fault_survived");
  };
  const settings = createSettingsService({ database, emit });
  const proxy = createProxyService({
    settings,
    secrets,
    systemRoutesFor: async (url) =>
      surroundings.systemProxyFor === undefined
        ? environmentRoutes(url, process.env)
        : routesOfPac(await surroundings.systemProxyFor(url.href)),
    log,
  });
  const network = createNetwork({ routesFor: proxy.routesFor });
  const readBack = createReadBack(readBackPausesMs);
  const accounts = createAccountsService({
    repository: createAccountsRepository(database),
    devices: createDevicesRepository(database),
    secrets,
    network,
    createBackend: (deps) => createBackend({ ...deps, readBack }),
    startDemo: () =>
      startDemo({}, (cause) => {
        log.error("the demo's thread ended", { cause });
        accounts.demoDied();
        tell("demo_restarted");
      }),
    ...(surroundings.demoNames && { demoNames: surroundings.demoNames }),
    emit,
    log,
    onMemoryOnly: () => notices.add("secrets_memory_only", null),
  });
  const { backendFor } = accounts;
  const deviceSignIn = createDeviceSignIn({ accounts, emit, log });
  accounts.onRemove(deviceSignIn.end);
  const groups = createGroupsService({
    repository: createGroupsRepository(database),
    ...{ accounts, revisions, emit, log },
  });
  const people = createPeopleService({
    repository: createPeopleRepository(database),
    notes: createPersonNotes(journal),
    ...{ accounts, groups, revisions, emit, log },
    ...(surroundings.peoplePace && { pace: surroundings.peoplePace }),
  });
  const activity = createActivityService({
    journal,
    emit,
    personNames: people.names,
    groupName: async (accountId, groupId) =>
      (await groups.get(accountId, groupId).catch(nullWhenNotFound))?.name ?? null,
    accountName: (accountId) => accounts.list().find(({ id }) => id === accountId)?.name ?? null,
    inHand: (accountId, groupId) => jobs.inHand(accountId, groupId),
    report: (cause) => {
      log.error("an act was done, and what should follow here was not", { cause });
      tell("act_not_kept");
    },
  });
  const base = { accounts, groups, activity, people, revisions, emit, log, readBack };
  const members = createMembersService({ ...base, repository: createMembersRepository(database) });
  const files = createFilesService({
    repository: createFilesRepository(database),
    backendFor,
    markSynced: groups.filesSynced,
    before: async (accountId, groupId) => ({
      syncedAt: (await groups.get(accountId, groupId).catch(nullWhenNotFound))?.filesSyncedAt ?? null,
      selfId: accounts.get(accountId).selfId,
    }),
    activity,
    emit,
    readBack,
  });
  const moderation = createModerationService({
    repository: createModerationRepository(database),
    backendFor,
    people,
    emit,
  });
  const announcementsRepository = createAnnouncementsRepository(database);
  const announcements = createAnnouncementsService({
    repository: announcementsRepository,
    drafts: createDraftsRepository(database),
    backendFor,
    activity,
    emit,
    readBack,
  });
  const announcementsPass = createAnnouncementsPass({
    repository: announcementsRepository,
    announcements,
    accounts,
    log,
  });
  const groupCode = createGroupCodeService({ backendFor });
  const inbox = createInboxService({ ...base, members, repository: createInboxRepository(database) });
  const jobs = createJobsService({
    ...{ ...base, journal, members, files, announcements, inbox },
    // Jobs look twice also where one look is enough for everybody else.
    readBack: createReadBack(lostAnswerPausesMs),
  });
  const administration = createAdministrationService({ ...base, members });
  const undo = createUndoService({ activity, administration, files, announcements });
  const groupEntry = createGroupEntry(base);
  const search = createSearchService({ ...base, members, repository: createSearchRepository(database) });
  const transfers = createTransfersService({
    repository: createTransfersRepository(database),
    transport: createByteTransport(network),
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
  const pacing = createPacingService({
    repository: createPacingRepository({ journal, cache: database }),
    selfIdOf: (accountId) => accounts.get(accountId).selfId ?? accountId,
    emit,
  });
  const friends = createFriendsService({ accounts, members, pacing, activity });
  const joining = createJoinService({
    pacing,
    accounts: async () => accounts.list(),
    backendFor,
    findGroup: (accountId, groupId) => groups.get(accountId, groupId).catch(nullWhenNotFound),
    syncGroups: groups.sync,
    joined: groups.joined,
    activity,
    seen: createSeenCodes(journal),
    log,
  });
  const [openingNotices] = await Promise.all([
    notices.addOpeningNotices(journal),
    ...[accounts.load(), jobs.start(), people.load()],
  ]);
  await activity.settle();
  searchIndex.wake();

  return {
    accounts,
    deviceSignIn,
    activity,
    groups,
    members,
    people,
    administration,
    groupEntry,
    undo,
    files,
    jobs,
    transfers,
    join: joining,
    search,
    searchIndex,
    inbox,
    friends,
    call: createPacedCall({ accounts, pacing }),
    moderation,
    announcements,
    announcementsPass,
    groupCode,
    settings,
    proxy,
    notices,
    openingNotices,
    log,
    survived,
    ...createWholeLists({ accounts, groups, files }),

    /** What would be cut if the app ended now. */
    underWay: () => ({ transfers: transfers.underWay(), jobs: jobs.underWay() }),

    /** Resolves when nothing of it is left, whatever was begun meanwhile. */
    async idle(): Promise<void> {
      while (transfers.underWay() + jobs.underWay() > 0) await Promise.all([transfers.idle(), jobs.idle()]);
    },

    /** Ends everything in the order that loses nothing; with `resumesLater` the next start goes on with what was cut. */
    async close(options: { readonly resumesLater?: boolean } = {}): Promise<void> {
      await Promise.all([transfers.stop(options), jobs.close(options), joining.idle()]);
      await deviceSignIn.close();
      await Promise.all([
        ...[groups.close(), members.close(), people.close()],
        ...[inbox.close(), announcementsPass.close()],
      ]);
      await accounts.close();
      await network.close();
      await searchIndex.close();
      await database.close();
      await journal.close();
    },
  };
}
