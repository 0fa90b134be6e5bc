import type { Command } from "../command.ts";
import { cachedOption, groupOptions, type InGroup, keptOf } from "../in-group.ts";

/** Asks who those are that have no name yet. */
async function named(
  { services, accountId }: InGroup,
  rows: readonly { readonly userId: string; readonly name: string | null }[],
): Promise<void> {
  const nameless = rows.filter(({ name }) => name === null);
  await services.people.ready(
    accountId,
    nameless.map(({ userId }) => userId),
  );
}

export const moderationCommands: readonly Command[] = [
  {
    path: ["moderation", "muted"],
    summary:
      "Who is muted, soonest to end first: asOf, and rows of userId, name, mutedUntil (ms; -1: for ever).",
    options: { ...groupOptions, ...cachedOption },
    run: (session, input) =>
      keptOf(session, input, {
        sync: async (place) => {
          const { services, accountId, groupId } = place;
          await services.moderation.sync(accountId, groupId, "muted");
          await named(place, (await services.moderation.muted(accountId, groupId)).rows);
        },
        list: ({ services, accountId, groupId }) => services.moderation.muted(accountId, groupId),
      }),
  },
  {
    path: ["moderation", "blocked"],
    summary: "Who may not come back, newest first: asOf, and rows of userId, name, blockedAt (ms).",
    options: { ...groupOptions, ...cachedOption },
    run: (session, input) =>
      keptOf(session, input, {
        sync: async (place) => {
          const { services, accountId, groupId } = place;
          await services.moderation.sync(accountId, groupId, "blocked");
          await named(place, (await services.moderation.blocked(accountId, groupId)).rows);
        },
        list: ({ services, accountId, groupId }) => services.moderation.blocked(accountId, groupId),
      }),
  },
];
