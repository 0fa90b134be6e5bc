import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { AnnouncementsService } from "./announcements-service.ts";

type AnnouncementCalls = Pick<
  Handlers,
  | "announcements.list"
  | "announcements.sync"
  | "announcements.add"
  | "announcements.remove"
  | "announcements.draft"
  | "announcements.keepDraft"
>;

export function createAnnouncementCalls(service: AnnouncementsService): AnnouncementCalls {
  return {
    "announcements.list": ({ accountId, groupId }) => service.list(accountId, groupId),
    "announcements.sync": ({ accountId, groupId }) => service.sync(accountId, groupId),
    "announcements.add": ({ accountId, groupId, ...draft }) => service.add(accountId, groupId, draft),
    "announcements.remove": ({ accountId, groupId, announcementId }) =>
      service.remove(accountId, groupId, announcementId),
    "announcements.draft": ({ accountId, groupId }) => service.draft(accountId, groupId),
    "announcements.keepDraft": ({ accountId, groupId, ...draft }) =>
      service.keepDraft(accountId, groupId, draft),
  };
}
