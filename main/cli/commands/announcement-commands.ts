import type { Command } from "../command.ts";
import { cachedOption, groupOf, groupOptions, keptOf, requireYes } from "../in-group.ts";
import { required } from "../options.ts";

export const announcementCommands: readonly Command[] = [
  {
    path: ["announcements", "list"],
    summary:
      "A group's announcements, newest first: asOf, and rows of id, title, content, authorId, createdAt.",
    options: { ...groupOptions, ...cachedOption },
    run: (session, input) =>
      keptOf(session, input, {
        sync: ({ services, accountId, groupId }) => services.announcements.sync(accountId, groupId),
        list: ({ services, accountId, groupId }) => services.announcements.list(accountId, groupId),
      }),
  },
  {
    path: ["announcements", "show"],
    summary: "One announcement, or else the newest: id, title, content, authorId, createdAt.",
    options: { ...groupOptions, announcement: { value: "ID", help: "the announcement's id" } },
    run: async (session, input) => {
      const { services, accountId, groupId } = await groupOf(session, input);
      return services.announcements.one(accountId, groupId, input.options.announcement ?? null);
    },
  },
  {
    path: ["announcements", "add"],
    summary: "Announces something to everybody in a group; it cannot be changed afterwards. Answers it.",
    options: {
      ...groupOptions,
      title: { value: "TEXT", help: "its title", isRequired: true },
      content: { value: "TEXT", help: "its text", isRequired: true },
    },
    run: async (session, input) => {
      const draft = { title: required(input, "title"), content: required(input, "content") };
      const { services, accountId, groupId } = await groupOf(session, input);
      return services.announcements.add(accountId, groupId, draft);
    },
  },
  {
    path: ["announcements", "remove"],
    summary: "Deletes an announcement; cannot be undone.",
    options: {
      ...groupOptions,
      announcement: { value: "ID", help: "the announcement's id", isRequired: true },
      yes: { help: "really delete it" },
    },
    run: async (session, input) => {
      const id = required(input, "announcement");
      requireYes(input, `announcement ${id} would be deleted for everybody`);
      const { services, accountId, groupId } = await groupOf(session, input);
      await services.announcements.remove(accountId, groupId, id);
    },
  },
];
