import type { Announcement } from "../../../../shared/domain/announcement.ts";
import type { Group } from "../../../../shared/domain/group.ts";
import type { Member } from "../../../../shared/domain/member.ts";
import { isOfAll, nullWhenNotFound, toAppError } from "../../../../shared/errors.ts";
import { atMost } from "../../../platform/at-most.ts";
import { groupsAtOnce } from "./groups-plan.ts";
import type { ActedIn, PlannedTarget } from "./work.ts";
import type { WorkScope } from "./work-scope.ts";

/** Tells the page, and reads again what the cache keeps of the groups. */
export async function showGroups(
  scope: WorkScope,
  acted: ActedIn,
  signal: AbortSignal,
  isShown: (group: Group) => boolean = () => true,
): Promise<void> {
  const { groups, accountId, emit, readBack } = scope;
  for (const groupId of acted.keys()) emit("administration.changed", { accountId, groupId });
  await untilAborted(acted, signal, async (groupId, lastDone) => {
    const reread = async () => {
      await groups.reread(accountId, groupId);
      return await groups.get(accountId, groupId);
    };
    await readBack(reread, (group) => lastDone === null || signal.aborted || isShown(group));
  });
}

/** Brings the kept announcements of the groups along. */
export async function showAnnouncements(
  scope: WorkScope,
  acted: ActedIn,
  signal: AbortSignal,
  isShown: (announcements: readonly Announcement[]) => boolean = () => true,
): Promise<void> {
  const { announcements, accountId, emit, readBack } = scope;
  for (const groupId of acted.keys()) emit("administration.changed", { accountId, groupId });
  await untilAborted(acted, signal, async (groupId, lastDone) => {
    const sync = async () => {
      await announcements.sync(accountId, groupId, signal);
      return (await announcements.list(accountId, groupId)).rows;
    };
    await readBack(sync, (rows) => lastDone === null || signal.aborted || isShown(rows));
  });
}

/**
 * Brings the members of a group along, where reads lag until `isShown` of the one last acted on (null: not listed).
 * Answers how often it had to look.
 */
export async function showMembers(
  { accountId, members, readBack }: WorkScope,
  groupId: string,
  last: PlannedTarget | null,
  isShown: (member: Member | null) => boolean,
): Promise<number> {
  let looks = 0;
  const sync = async () => {
    looks += 1;
    await members.sync(accountId, groupId);
    return last && (await members.get(accountId, groupId, last.targetId).catch(nullWhenNotFound));
  };
  await readBack(sync, (member) => last === null || isShown(member), { isCostly: true });
  return looks;
}

/** One group that cannot be read does not keep the others from it; the first failure is told in the end. */
export async function untilAborted(
  acted: ActedIn,
  signal: AbortSignal,
  read: (groupId: string, lastDone: PlannedTarget | null) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  let isHopeless = false;
  await atMost(groupsAtOnce, [...acted], async ([groupId, lastDone]) => {
    if (signal.aborted || isHopeless) return;
    await read(groupId, lastDone).catch((cause: unknown) => {
      failures.push(cause);
      isHopeless ||= isOfAll(toAppError(cause).code);
    });
  });
  if (failures.length > 0) throw failures[0];
}
