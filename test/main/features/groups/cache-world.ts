import { onTestFinished } from "vitest";
import { createGroupsRepository } from "../../../../main/features/groups/groups-repository.ts";
import { createGroupsService } from "../../../../main/features/groups/groups-service.ts";
import { createMembersRepository } from "../../../../main/features/members/members-repository.ts";
import { createMembersService } from "../../../../main/features/members/members-service.ts";
import { createPeopleRepository } from "../../../../main/features/people/people-repository.ts";
import { createPeopleService } from "../../../../main/features/people/people-service.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import { createRevisions } from "../../../../main/platform/revisions.ts";
import type { NewAccount } from "../../../../shared/domain/account.ts";
import { type AccountsWorldOptions, accountsWorld, withPassword } from "../accounts/accounts-world.ts";
import { keptActivity } from "../activity/kept-activity.ts";
import { memoryNotes } from "../people/memory-notes.ts";

/** One signed-in account (our own id is "1") with its groups and members services over a real database. */
export async function cacheWorld(options: AccountsWorldOptions & { input?: NewAccount } = {}) {
  const world = await accountsWorld(options);
  const accounts = world.service;
  const { id: accountId } = await accounts.add(options.input ?? withPassword);
  const clock = { now: 1_800_000_000_000 };
  const now = () => clock.now;
  const revisions = createRevisions();
  const { emit, emitted } = world;
  const groupsRepository = createGroupsRepository(world.database);
  const { kept, activity } = keptActivity();
  const groups = createGroupsService({
    repository: groupsRepository,
    accounts,
    revisions,
    emit,
    log: silentLog,
    now,
  });
  const people = createPeopleService({
    repository: createPeopleRepository(world.database),
    notes: memoryNotes(),
    accounts,
    groups,
    revisions,
    emit,
    log: silentLog,
    pace: { callsPerSecond: 100_000, burst: 100 },
    batchSize: 3,
    quietMs: 1,
    announceEveryMs: 1,
    now,
  });
  onTestFinished(() => people.close());
  const members = createMembersService({
    repository: createMembersRepository(world.database),
    groups,
    people,
    accounts,
    activity,
    revisions,
    emit,
    now,
  });
  emitted.length = 0;
  return {
    ...world,
    accounts,
    accountId,
    clock,
    groups,
    members,
    people,
    revisions,
    /** What was recorded as seen. */
    kept,
    async groupNames(query = "") {
      const { rows } = await groups.window({ accountId, query, offset: 0, limit: 100 });
      return rows.map(({ name }) => name);
    },
    async memberNames(groupId: string, query = "") {
      const { rows } = await members.window({ accountId, groupId, query, offset: 0, limit: 100 });
      return rows.map(({ name }) => name);
    },
    /** Names of events so far, progress left out. */
    events: () => emitted.map(({ name }) => name).filter((name) => name !== "sync.progress"),
  };
}

/** A promise that a test opens by hand. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}
