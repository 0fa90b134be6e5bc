import { onTestFinished } from "vitest";
import { createBackend } from "../../../../main/backends/create-backend.ts";
import type { DemoOptions } from "../../../../main/demo/demo-interface.ts";
import { createInboxRepository } from "../../../../main/features/inbox/inbox-repository.ts";
import { createInboxService } from "../../../../main/features/inbox/inbox-service.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import { createRevisions } from "../../../../main/platform/revisions.ts";
import type { AppError } from "../../../../shared/errors.ts";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { patientReadBack } from "../../../support/patient-read-back.ts";
import { keptActivity } from "../activity/kept-activity.ts";
import { cacheWorld } from "../groups/cache-world.ts";

/** The inbox of one account that is signed in to the demo, over a real database; groups are read. */
export async function inboxWorld(options: DemoOptions = {}) {
  const demo = await runningDemo(options);
  const readBack = patientReadBack(demo);
  const world = await cacheWorld({
    createBackend: (deps) => createBackend({ ...deps, readBack }),
    input: lanyingAccount(demo),
  });
  const clock = { aheadMs: 0 };
  const journal: { failure: AppError | null } = { failure: null };
  const { kept: recorded, activity } = keptActivity(() => journal.failure);
  const inbox = createInboxService({
    repository: createInboxRepository(world.database),
    accounts: world.accounts,
    groups: world.groups,
    members: world.members,
    activity,
    revisions: createRevisions(),
    emit: world.emit,
    log: silentLog,
    paceMs: 0,
    readBack,
    now: () => Date.now() + clock.aheadMs,
  });
  onTestFinished(async () => {
    await Promise.all([inbox.close(), world.groups.close(), world.members.close()]);
  });
  await world.groups.sync(world.accountId);
  const list = async (showsDecided = false) => (await inbox.list({ showsDecided })).rows;
  return {
    ...world,
    /** The service's own. */
    clock,
    demo,
    inbox,
    recorded,
    journal,
    list,
    pending: async () => (await inbox.list({ showsDecided: false })).pending,
    keysOf: async (kind: "application" | "invitation") =>
      (await list()).filter((row) => row.kind === kind).map(({ key }) => key),
    /** How often the demo was asked for that path. */
    asked: async (path: string) => (await demo.inspect()).requests.filter((one) => one.path === path).length,
  };
}
