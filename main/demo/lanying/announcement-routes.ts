import { BusinessError } from "../state/business-error.ts";
import { requireAdmin, requireMember } from "../state/permissions.ts";
import { announcementAnswer } from "./group-answers.ts";
import type { LanyingHandlers } from "./route.ts";

export const announcementRoutes = {
  "/group/announcement": ({ world, userId }, { group_id, announcement_id }) => {
    const group = world.group(group_id);
    requireMember(group, userId);
    const found = group.announcements.find((a) => a.id === announcement_id);
    if (found === undefined) throw new BusinessError(20020);
    return announcementAnswer(group, found);
  },
  "/group/announcement/delete": ({ world, userId }, { group_id, announcement_id }) => {
    const group = world.group(group_id);
    requireAdmin(group, userId);
    const index = group.announcements.findIndex((a) => a.id === announcement_id);
    if (index === -1) throw new BusinessError(20020);
    group.announcements.splice(index, 1);
    return true;
  },
  "/group/announcement/edit": ({ world, userId }, { group_id, title, content }) => {
    const group = world.group(group_id);
    requireAdmin(group, userId);
    const added = { id: world.nextId(), author: userId, title, content, createdAt: world.now() };
    group.announcements.push(added);
    return announcementAnswer(group, added);
  },
  /** Nothing where there is none: null fields are left out, and so is a null `data`. */
  "/group/announcement/last": ({ world, userId }, { group_id }) => {
    const group = world.group(group_id);
    requireMember(group, userId);
    const last = group.announcements.at(-1);
    return last && announcementAnswer(group, last);
  },
  "/group/announcement/list": ({ world, userId }, { group_id }) => {
    const group = world.group(group_id);
    requireMember(group, userId);
    return group.announcements.map((a) => announcementAnswer(group, a));
  },
} satisfies Partial<LanyingHandlers>;
