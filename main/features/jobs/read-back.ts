import type { PeopleAction } from "../../../shared/domain/job.ts";
import type { GroupBackend, RemoteMember } from "../../backends/backend.ts";
import { administrationIn } from "./administration-in.ts";
import type { Attempt } from "./run-log.ts";

/** Whether what was asked for is so now. "rejoined": left meanwhile and came back, so nobody can tell and nobody may repeat it. */
export type Standing = "holds" | "differs" | "rejoined";

/** Clocks and rounding: a mute that ends this much earlier than asked for is still the one asked for. */
const slackMs = 2 * 60_000;

/** Reads the list that shows what became of an attempt. Throws what the backend throws. */
export async function readStandings(
  backend: GroupBackend,
  action: PeopleAction,
  attempt: Attempt,
): Promise<Map<string, Standing>> {
  const { groupId, people } = attempt;
  const each = (holds: (userId: string) => boolean) =>
    new Map(people.map(({ userId }): [string, Standing] => [userId, holds(userId) ? "holds" : "differs"]));
  switch (action.type) {
    case "kick": {
      const listed = await listedOf(backend, attempt);
      return new Map(people.map((person) => [person.userId, kickStanding(person, listed, attempt.at)]));
    }
    case "invite": {
      const listed = await listedOf(backend, attempt);
      return each((userId) => listed.has(userId));
    }
    case "mute": {
      const mutes = await backend.mutes(groupId);
      const { minutes } = action;
      return each((userId) => isMutedFor(mutes.get(userId), minutes, attempt.at));
    }
    case "unmute": {
      const mutes = await backend.mutes(groupId);
      return each((userId) => !mutes.has(userId));
    }
    case "block":
    case "unblock": {
      const blocked = new Set<string>();
      for await (const page of administrationIn(backend).blocked(groupId)) {
        for (const { userId } of page) blocked.add(userId);
      }
      return each((userId) => blocked.has(userId) === (action.type === "block"));
    }
    case "promote":
    case "demote": {
      const admins = new Set(await backend.adminIds(groupId));
      return each((userId) => admins.has(userId) === (action.type === "promote"));
    }
  }
}

async function listedOf(
  backend: GroupBackend,
  { groupId, people }: Attempt,
): Promise<Map<string, RemoteMember>> {
  const wanted = new Set(people.map(({ userId }) => userId));
  const listed = new Map<string, RemoteMember>();
  for await (const { members } of backend.members(groupId)) {
    for (const member of members) if (wanted.has(member.id)) listed.set(member.id, member);
  }
  return listed;
}

/** Who joined at another time than when the plan was made is not who was meant, or was already kicked once. */
function kickStanding(
  { userId, joinedAt }: { readonly userId: string; readonly joinedAt: number | null },
  listed: ReadonlyMap<string, RemoteMember>,
  sentAt: number,
): Standing {
  const member = listed.get(userId);
  if (member === undefined) return "holds";
  if (member.joinedAt === null) return "differs";
  const isSame = joinedAt === null ? member.joinedAt <= sentAt : Math.trunc(member.joinedAt) === joinedAt;
  return isSame ? "differs" : "rejoined";
}

function isMutedFor(until: number | undefined, minutes: number, sentAt: number): boolean {
  if (until === undefined) return false;
  if (until === -1 || minutes === -1) return until === -1;
  return until >= sentAt + minutes * 60_000 - Math.min(slackMs, minutes * 30_000);
}
