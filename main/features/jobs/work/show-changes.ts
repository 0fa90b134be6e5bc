import { type ErrorCode, toAppError } from "../../../../shared/errors.ts";
import { atMost } from "../../../platform/at-most.ts";
import { groupsAtOnce } from "./groups-plan.ts";
import type { WorkScope } from "./work-scope.ts";

/** Tells the page, and reads again what the cache keeps of the groups. */
export async function showGroups(
  scope: WorkScope,
  groupIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { groups, accountId, emit } = scope;
  for (const groupId of groupIds) emit("administration.changed", { accountId, groupId });
  await untilAborted(groupIds, signal, (groupId) => groups.reread(accountId, groupId));
}

/** Brings the kept announcements of the groups along. */
export async function showAnnouncements(
  scope: WorkScope,
  groupIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { announcements, accountId, emit } = scope;
  for (const groupId of groupIds) emit("administration.changed", { accountId, groupId });
  await untilAborted(groupIds, signal, (groupId) => announcements.sync(accountId, groupId, signal));
}

/** What every other group would fail with as well. */
const ofAll: ReadonlySet<ErrorCode> = new Set(["offline", "signed_out", "rate_limited", "storage"]);

/** One group that cannot be read does not keep the others from it; the first failure is told in the end. */
export async function untilAborted(
  groupIds: readonly string[],
  signal: AbortSignal,
  read: (groupId: string) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  let isHopeless = false;
  await atMost(groupsAtOnce, groupIds, async (groupId) => {
    if (signal.aborted || isHopeless) return;
    await read(groupId).catch((cause: unknown) => {
      failures.push(cause);
      isHopeless ||= ofAll.has(toAppError(cause).code);
    });
  });
  if (failures.length > 0) throw failures[0];
}
