import { createBackend } from "../../../../main/backends/create-backend.ts";
import { createAnnouncementsRepository } from "../../../../main/features/announcements/announcements-repository.ts";
import { createAnnouncementsService } from "../../../../main/features/announcements/announcements-service.ts";
import { createDraftsRepository } from "../../../../main/features/announcements/drafts-repository.ts";
import { createGroupCodeService } from "../../../../main/features/group-code/group-code-service.ts";
import { createModerationRepository } from "../../../../main/features/moderation/moderation-repository.ts";
import { createModerationService } from "../../../../main/features/moderation/moderation-service.ts";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { keptActivity } from "../activity/kept-activity.ts";
import { cacheWorld } from "../groups/cache-world.ts";

/** The demo user's account on a demo of its own, with its groups read and the services of this area over it. */
export async function demoGroupWorld() {
  const demo = await runningDemo();
  const world = await cacheWorld({ createBackend, input: lanyingAccount(demo) });
  const { accountId, accounts, groups, people, database, emit, emitted } = world;
  await groups.sync(accountId);
  emitted.length = 0;
  const { kept: recorded, activity } = keptActivity();
  const { backendFor } = accounts;
  const announcementsRepository = createAnnouncementsRepository(database);
  return {
    ...world,
    demo,
    recorded,
    backend: backendFor(accountId),
    changesOf: (event: "announcements.changed" | "moderation.changed") =>
      emitted.filter(({ name }) => name === event).map(({ payload }) => payload),
    moderation: createModerationService({
      repository: createModerationRepository(database),
      backendFor,
      people,
      emit,
    }),
    announcementsRepository,
    announcements: createAnnouncementsService({
      repository: announcementsRepository,
      drafts: createDraftsRepository(database),
      backendFor,
      activity,
      emit,
    }),
    groupCode: createGroupCodeService({ backendFor }),
    groupInDemo: async (groupId: string) => (await demo.inspect()).groups.find(({ id }) => id === groupId),
  };
}

/** Each announcement call of the demo, as its faults name it. */
export const paths = {
  list: "/group/announcement/list$",
  add: "/group/announcement/edit$",
  remove: "/group/announcement/delete$",
} as const;
