import type { PeopleAction } from "../../../../shared/domain/job.ts";
import { ownReasons } from "../../../../shared/domain/job-reasons.ts";
import type { GroupBackend, RemoteMember } from "../../../backends/backend.ts";
import { administrationIn } from "./administration-in.ts";
import { isMutedSince } from "./mute-length.ts";
import { differs, holds, type PlannedTarget, type Standing, type WorkCall } from "./work.ts";

const rejoined: Standing = {
  is: "unclear",
  reason: ownReasons.rejoined,
};
const mayBeInvited: Standing = {
  is: "unclear",
  reason: ownReasons.mayBeInvited,
};

/** Reads the list that shows what became of a call. Throws what the backend throws. */
export async function readStandings(
  backend: GroupBackend,
  action: PeopleAction,
  call: WorkCall,
): Promise<Map<string, Standing>> {
  const { groupId, at, targets } = call;
  const each = (isSo: (targetId: string) => boolean, otherwise = differs) =>
    new Map(targets.map(({ targetId }) => [targetId, isSo(targetId) ? holds : otherwise]));
  switch (action.type) {
    case "kick": {
      const listed = await listedOf(backend, call);
      return new Map(targets.map((person) => [person.targetId, kickStanding(person, listed, at)]));
    }
    case "invite": {
      const listed = await listedOf(backend, call);
      return each((targetId) => listed.has(targetId), mayBeInvited);
    }
    case "mute": {
      const mutes = await backend.mutes(groupId);
      const { minutes } = action;
      return each((targetId) => isMutedSince(mutes.get(targetId) ?? null, minutes, at));
    }
    case "unmute": {
      const mutes = await backend.mutes(groupId);
      return each((targetId) => !mutes.has(targetId));
    }
    case "block":
    case "unblock": {
      const blocked = new Set<string>();
      for await (const page of administrationIn(backend).blocked(groupId)) {
        for (const { userId } of page) blocked.add(userId);
      }
      return each((targetId) => blocked.has(targetId) === (action.type === "block"));
    }
    case "promote":
    case "demote": {
      const admins = new Set(await backend.adminIds(groupId));
      return each((targetId) => admins.has(targetId) === (action.type === "promote"));
    }
  }
}

async function listedOf(
  backend: GroupBackend,
  { groupId, targets }: WorkCall,
): Promise<Map<string, RemoteMember>> {
  const wanted = new Set(targets.map(({ targetId }) => targetId));
  const listed = new Map<string, RemoteMember>();
  for await (const { members } of backend.members(groupId)) {
    for (const member of members) if (wanted.has(member.id)) listed.set(member.id, member);
  }
  return listed;
}

/** Who joined at another time than when the plan was made is not who was meant, or was already kicked once. */
function kickStanding(
  { targetId, since }: PlannedTarget,
  listed: ReadonlyMap<string, RemoteMember>,
  sentAt: number,
): Standing {
  const member = listed.get(targetId);
  if (member === undefined) return holds;
  if (member.joinedAt === null) return differs;
  const isSame =
    since === null ? member.joinedAt <= sentAt : Math.trunc(member.joinedAt) === Math.trunc(since);
  return isSame ? differs : rejoined;
}
