import { join } from "node:path";
import type { GroupBackend } from "../../../../main/backends/backend.ts";
import { createBackend } from "../../../../main/backends/create-backend.ts";
import type { DemoFacts } from "../../../../main/demo/demo-interface.ts";
import { createAccountsRepository } from "../../../../main/features/accounts/accounts-repository.ts";
import { createAccountsService } from "../../../../main/features/accounts/accounts-service.ts";
import { createDevicesRepository } from "../../../../main/features/accounts/devices-repository.ts";
import { createActivityService } from "../../../../main/features/activity/activity-service.ts";
import { createAnnouncementsRepository } from "../../../../main/features/announcements/announcements-repository.ts";
import { createAnnouncementsService } from "../../../../main/features/announcements/announcements-service.ts";
import { createDraftsRepository } from "../../../../main/features/announcements/drafts-repository.ts";
import { createFilesRepository } from "../../../../main/features/files/files-repository.ts";
import { createFilesService } from "../../../../main/features/files/files-service.ts";
import { createGroupsRepository } from "../../../../main/features/groups/groups-repository.ts";
import { createGroupsService } from "../../../../main/features/groups/groups-service.ts";
import { createInboxRepository } from "../../../../main/features/inbox/inbox-repository.ts";
import { createInboxService } from "../../../../main/features/inbox/inbox-service.ts";
import { createJobsService } from "../../../../main/features/jobs/jobs-service.ts";
import { createMembersRepository } from "../../../../main/features/members/members-repository.ts";
import { createMembersService } from "../../../../main/features/members/members-service.ts";
import { createPeopleRepository } from "../../../../main/features/people/people-repository.ts";
import { createPeopleService } from "../../../../main/features/people/people-service.ts";
import { createPersonNotes } from "../../../../main/features/people/person-notes.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import { createReadBack, type ReadBack } from "../../../../main/platform/read-back.ts";
import { createRevisions } from "../../../../main/platform/revisions.ts";
import { createMemorySecrets } from "../../../../main/shell/secrets/memory-secrets.ts";
import type { Emit, EventName } from "../../../../shared/ipc/contract.ts";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { testNetwork } from "../../../support/test-network.ts";

export interface OpenJobsOptions {
  readonly folder: string;
  readonly demo: Pick<DemoFacts, "apiUrl" | "appId" | "user" | "password">;
  readonly chunkSize?: number;
  /** Stands between the services and the real backend. */
  readonly wrap?: (backend: GroupBackend) => GroupBackend;
  readonly now?: () => number;
  /** Absent: looks again a moment later where jobs must, and nowhere else. */
  readonly readBack?: ReadBack;
}

export type OpenJobs = Awaited<ReturnType<typeof openJobs>>;

/** The jobs with everything real below them: both databases, the cache's services, the backend and its demo. */
export async function openJobs({
  folder,
  demo,
  chunkSize,
  wrap = (backend) => backend,
  now,
  readBack,
}: OpenJobsOptions) {
  const database = await openDatabase(join(folder, "cache.sqlite"));
  const journal = await openDatabase(join(folder, "journal.sqlite"), "journal");
  const emitted: { name: EventName; payload: unknown }[] = [];
  const emit: Emit = (name, payload) => void emitted.push({ name, payload });
  const revisions = createRevisions();
  const common = { revisions, emit, log: silentLog, ...(readBack && { readBack }) };
  const accounts = createAccountsService({
    devices: createDevicesRepository(database),
    ...common,
    repository: createAccountsRepository(database),
    secrets: createMemorySecrets(),
    network: testNetwork,
    createBackend: (deps) => wrap(createBackend({ ...deps, ...(readBack && { readBack }) })),
    startDemo: () => Promise.reject(new Error("the demo runs elsewhere")),
    onMemoryOnly: async () => undefined,
  });
  const groups = createGroupsService({ ...common, repository: createGroupsRepository(database), accounts });
  const activity = createActivityService({
    journal,
    emit,
    inHand: (accountId, groupId) => jobs.inHand(accountId, groupId),
  });
  const people = createPeopleService({
    ...common,
    repository: createPeopleRepository(database),
    notes: createPersonNotes(journal),
    accounts,
    groups,
    pace: { callsPerSecond: 100_000, burst: 100 },
  });
  const members = createMembersService({
    ...common,
    repository: createMembersRepository(database),
    accounts,
    groups,
    people,
    activity,
  });
  const files = createFilesService({
    repository: createFilesRepository(database),
    backendFor: accounts.backendFor,
    markSynced: groups.filesSynced,
    before: async () => ({ syncedAt: null, selfId: null }),
    activity,
    ...common,
  });
  const announcements = createAnnouncementsService({
    repository: createAnnouncementsRepository(database),
    drafts: createDraftsRepository(database),
    backendFor: accounts.backendFor,
    activity,
    ...common,
  });
  const inbox = createInboxService({
    ...common,
    repository: createInboxRepository(database),
    accounts,
    groups,
    members,
    activity,
    ...(now === undefined ? {} : { now }),
  });
  const jobs = createJobsService({
    ...common,
    journal,
    accounts,
    groups,
    members,
    people,
    files,
    announcements,
    inbox,
    activity,
    pace: { callsPerSecond: 100_000, burst: 100 },
    readBack: readBack ?? createReadBack([1]),
    ...(chunkSize === undefined ? {} : { chunkSize }),
    ...(now === undefined ? {} : { now }),
  });
  await accounts.load();
  await jobs.start();
  const account = lanyingAccount(demo, "Work");
  const known = accounts.list()[0];
  const { id: accountId } = known
    ? await accounts.signIn(known.id, account.credential)
    : await accounts.add(account);
  let closing: Promise<void> | null = null;
  return {
    accountId,
    accounts,
    activity,
    announcements,
    database,
    emitted,
    files,
    groups,
    inbox,
    jobs,
    journal,
    members,
    /** Safe to call twice: a test that opens it again closes the first one itself. */
    close() {
      closing ??= (async () => {
        await jobs.close();
        await jobs.settled();
        await Promise.all([groups.close(), members.close(), people.close(), inbox.close()]);
        await accounts.close();
        await Promise.all([database.close(), journal.close()]);
      })();
      return closing;
    },
  };
}
