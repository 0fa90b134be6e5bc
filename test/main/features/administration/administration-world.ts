import { type BackendDeps, createBackend } from "../../../../main/backends/create-backend.ts";
import { createAdministrationService } from "../../../../main/features/administration/administration-service.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { patientReadBack } from "../../../support/patient-read-back.ts";
import { keptActivity } from "../activity/kept-activity.ts";
import { cacheWorld } from "../groups/cache-world.ts";

/** The service over a real cache and the real backend, signed in to a demo of its own. */
export async function administrationWorld() {
  const demo = await runningDemo();
  const readBack = patientReadBack(demo);
  const withReadBack = (deps: BackendDeps) => createBackend({ ...deps, readBack });
  const cache = await cacheWorld({ createBackend: withReadBack, input: lanyingAccount(demo) });
  const { groups, members, accounts, accountId, emit, emitted } = cache;
  const { kept: recorded, activity } = keptActivity();
  const service = createAdministrationService({
    groups,
    members,
    accounts,
    activity,
    emit,
    log: silentLog,
    readBack,
  });
  await groups.sync(accountId);
  emitted.length = 0;
  return {
    ...cache,
    demo,
    readBack,
    service,
    activity,
    recorded,
    /** What the server holds of a group. */
    async onServer(groupId: string) {
      const { groups: all } = await demo.inspect();
      const group = all.find(({ id }) => id === groupId);
      if (group === undefined) throw new Error("no such group on the demo");
      return group;
    },
    inCache: async (groupId: string) => groups.get(accountId, groupId).catch(() => null),
    /** The next request of that path does its work, but its answer is lost. */
    loseAnswer: (path: string) => demo.control({ fault: { path, failTimes: 1, loseAnswer: true } }),
  };
}

/** A one-pixel PNG. */
export const smallPicture = {
  bytes: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg+M/wHwAEAQH/7yMK/gAAAABJRU5ErkJggg==",
    "base64",
  ),
  type: "image/png",
} as const;
