import type { AdministrationBackend, PersonOutcome } from "../administration.ts";
import { chunksOf } from "../chunks.ts";
import { readAnswer } from "../endpoint-caller.ts";
import { lanyingEndpoints } from "./endpoints.ts";
import type { AdministrationParts } from "./lanying-administration.ts";
import { pages } from "./paging.ts";

type People = Pick<
  AdministrationBackend,
  "kick" | "mute" | "unmute" | "block" | "unblock" | "promote" | "demote" | "invite" | "blocked" | "cards"
>;

interface PersonResult {
  readonly user_id?: string | null | undefined;
  readonly result?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** The largest list is not documented; this many has room to spare. */
const cardsAtOnce = 100;

/** What is done to people, several in one call; how many is for the caller to choose. */
export function peopleAdministration({ connection: { signedIn }, write }: AdministrationParts): People {
  const simple =
    (
      path:
        | "/group/kick"
        | "/group/unban"
        | "/group/block"
        | "/group/unblock"
        | "/group/admin/add"
        | "/group/admin/remove",
    ) =>
    (groupId: string, userIds: readonly string[]) =>
      forEach(userIds, (user_list) => write(lanyingEndpoints[path], { group_id: groupId, user_list }));

  return {
    kick: simple("/group/kick"),
    unmute: simple("/group/unban"),
    block: simple("/group/block"),
    unblock: simple("/group/unblock"),
    promote: simple("/group/admin/add"),
    demote: simple("/group/admin/remove"),

    mute: (groupId, userIds, minutes) =>
      forEach(userIds, (user_list) =>
        write(lanyingEndpoints["/group/ban"], { group_id: groupId, user_list, duration: minutes }),
      ),

    invite: (groupId, userIds, reason) =>
      forEach(userIds, (user_list) =>
        write(lanyingEndpoints["/group/invite"], {
          group_id: groupId,
          user_list,
          ...(reason === "" ? {} : { reason }),
        }),
      ),

    async *blocked(groupId, signal) {
      const endpoint = lanyingEndpoints["/group/blocked_list"];
      for await (const page of pages(signedIn, endpoint, { group_id: groupId }, signal)) {
        yield (await readAnswer(endpoint, page.items)).map((person) => ({
          userId: person.user_id,
          blockedAt: person.created_at || null,
        }));
      }
    },

    async cards(groupId, userIds) {
      const endpoint = lanyingEndpoints["/group/members/display_name"];
      const cards = new Map<string, string>();
      for (const chunk of chunksOf([...new Set(userIds)], cardsAtOnce)) {
        const members = await signedIn.call(endpoint, { group_id: groupId, user_list: [...chunk] });
        for (const { user_id: id, display_name: card } of members) if (card) cards.set(id, card);
      }
      return cards;
    },
  };
}

/** One call about several people, nobody twice; an outcome for each that the answer names, in the order asked. */
async function forEach(
  userIds: readonly string[],
  send: (userIds: string[]) => Promise<readonly PersonResult[]>,
): Promise<readonly PersonOutcome[]> {
  const asked = [...new Set(userIds)];
  if (asked.length === 0) return [];
  const results = await send(asked);
  const byId = new Map(results.map((result) => [result.user_id, result]));
  const only = asked.length === 1 && results.length === 1 ? results[0] : undefined;
  return asked.flatMap((userId) => {
    // With one person asked about, a result without an id can be nobody else's.
    const result = byId.get(userId) ?? (only?.user_id ? undefined : only);
    if (result === undefined) return [];
    const isDone = result.result === "success";
    return [{ userId, isDone, reason: isDone ? null : result.reason || null }];
  });
}
