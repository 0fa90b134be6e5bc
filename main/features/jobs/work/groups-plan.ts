import type { Group } from "../../../../shared/domain/group.ts";
import type { LeftOutReason } from "../../../../shared/domain/job.ts";
import { isOfAll, nullWhenNotFound, saysNo, toAppError } from "../../../../shared/errors.ts";
import { atMost } from "../../../platform/at-most.ts";
import type { Planning } from "./planning.ts";
import type { LeftOutTarget, Planned, PlannedTarget, Wanted } from "./work.ts";
import type { WorkScope } from "./work-scope.ts";

/** How many groups are asked about at the same time. */
export const groupsAtOnce = 4;

/** A group with our role there as the server says it now; null where we are not in it. */
async function groupNow({ groups, accountId }: WorkScope, groupId: string): Promise<Group | null> {
  const known = await groups.get(accountId, groupId).catch(nullWhenNotFound);
  // Lists name the owner; whether we are an admin has to be asked for.
  if (known === null || known.role === "owner") return known;
  return groups
    .refresh(accountId, groupId)
    .then(() => groups.get(accountId, groupId))
    .catch((cause: unknown) => {
      // A server says so of a group that we are no longer in.
      if (saysNo(cause)) return null;
      throw cause;
    });
}

/** Each group once, some at a time: with our role in it as the server says it now, null where we are not in it. */
export async function readGroups<Value>(
  scope: WorkScope,
  groupIds: readonly string[],
  planning: Planning,
  look: (group: Group | null, groupId: string) => Value | Promise<Value>,
): Promise<ReadonlyMap<string, Value>> {
  const ids = [...new Set(groupIds)];
  planning.expect(ids.length);
  await scope.groups.sync(scope.accountId);
  const found = await atMost(groupsAtOnce, ids, (groupId) =>
    planning.read(async () => [groupId, await look(await groupNow(scope, groupId), groupId)] as const),
  );
  return new Map(found);
}

export type Verdict = LeftOutReason | Partial<Pick<PlannedTarget, "since" | "changes">>;

/** A plan for groups as a whole: `judge` says of each that we are in why it is left out, or what it is acted on with. */
export async function planOnGroups(
  scope: WorkScope,
  wanted: readonly Wanted[],
  planning: Planning,
  judge: (group: Group, wanted: Wanted) => Verdict | Promise<Verdict>,
): Promise<Planned> {
  const wishes = new Map(wanted.map((wish) => [wish.groupId, wish]));
  const judged = await readGroups(scope, [...wishes.keys()], planning, async (group, groupId) => {
    const wish = wishes.get(groupId);
    const verdict: Verdict = group === null || wish === undefined ? "gone" : await judge(group, wish);
    return { name: group?.name ?? "", verdict };
  });
  const targets: PlannedTarget[] = [];
  const leftOut: LeftOutTarget[] = [];
  for (const [groupId, { name, verdict }] of judged) {
    const target = { groupId, targetId: groupId, name };
    if (typeof verdict === "string") leftOut.push({ ...target, reason: verdict });
    else targets.push({ ...target, since: null, ...verdict });
  }
  return { targets, leftOut };
}

/** What is so now; null where that cannot be read for this one group. */
export async function readOrNull<Value>(request: Promise<Value>): Promise<Value | null> {
  try {
    return await request;
  } catch (cause) {
    // It would fail for every other group too: no plan can be made.
    if (isOfAll(toAppError(cause).code)) throw cause;
    return null;
  }
}
