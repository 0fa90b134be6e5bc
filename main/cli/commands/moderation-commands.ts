import type { Command } from "../command.ts";
import { cachedOption, groupOptions, keptOf } from "../in-group.ts";

export const moderationCommands: readonly Command[] = [
  {
    path: ["moderation", "muted"],
    summary:
      "Who is muted, soonest to end first: asOf, and rows of userId, name, mutedUntil (ms; -1: for ever).",
    options: { ...groupOptions, ...cachedOption },
    run: (session, input) =>
      keptOf(session, input, {
        sync: ({ services, accountId, groupId }) => services.moderation.sync(accountId, groupId, "muted"),
        list: ({ services, accountId, groupId }) => services.moderation.muted(accountId, groupId),
      }),
  },
  {
    path: ["moderation", "blocked"],
    summary: "Who may not come back, newest first: asOf, and rows of userId, name, blockedAt (ms).",
    options: { ...groupOptions, ...cachedOption },
    run: (session, input) =>
      keptOf(session, input, {
        sync: ({ services, accountId, groupId }) => services.moderation.sync(accountId, groupId, "blocked"),
        list: ({ services, accountId, groupId }) => services.moderation.blocked(accountId, groupId),
      }),
  },
];
