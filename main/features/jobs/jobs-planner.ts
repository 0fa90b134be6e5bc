import { randomUUID } from "node:crypto";
import { inverseOf, type JobPlan, type PeopleAction } from "../../../shared/domain/job.ts";
import type { Member } from "../../../shared/domain/member.ts";
import { mayDo } from "../../../shared/domain/permissions.ts";
import { AppError, toAppError } from "../../../shared/errors.ts";
import { ifTold } from "../../platform/if-told.ts";
import type { Pacer } from "../../platform/pacer.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import type { MembersService } from "../members/members-service.ts";
import { administrationIn } from "./administration-in.ts";
import type { PendingPlan } from "./pending-plans.ts";
import { type GroupFacts, planTargets, type TargetsOfGroup } from "./plan-targets.ts";

/** More than this in one job is a mistake, not a wish. */
const mostTargets = 200_000;
const everybody = Number.MAX_SAFE_INTEGER;

export interface PlannerDeps {
  readonly accounts: Pick<AccountsService, "backendFor" | "get">;
  readonly groups: Pick<GroupsService, "get" | "sync" | "refresh">;
  readonly members: Pick<MembersService, "sync" | "window">;
  readonly protectedIds: (accountId: string) => Promise<readonly string[]>;
  readonly pacerOf: (accountId: string) => Pacer;
  readonly chunkSize: number;
  readonly now: () => number;
}

export interface PlanWish {
  readonly accountId: string;
  readonly action: PeopleAction;
  /** Whom in which group. */
  readonly wanted: readonly { readonly groupId: string; readonly userIds: readonly string[] }[];
  readonly undoOf: string | null;
}

/** Makes plans from what the server says now: members, roles, mutes and blocks are read again just before. */
export function createPlanner(deps: PlannerDeps): (wish: PlanWish) => Promise<PendingPlan> {
  const { accounts, groups, members, now } = deps;

  async function refresh(accountId: string, groupId: string): Promise<void> {
    const isKnown = await groups.get(accountId, groupId).then(
      () => true,
      (cause: unknown) => {
        if (toAppError(cause).code === "not_found") return false;
        throw cause;
      },
    );
    if (isKnown) await groups.refresh(accountId, groupId);
    else await groups.sync(accountId);
    await members.sync(accountId, groupId);
  }

  async function blockedIds(accountId: string, groupId: string, action: PeopleAction): Promise<Set<string>> {
    const ids = new Set<string>();
    if (action.type !== "block" && action.type !== "unblock") return ids;
    for await (const page of administrationIn(accounts.backendFor(accountId)).blocked(groupId)) {
      for (const { userId } of page) ids.add(userId);
    }
    return ids;
  }

  async function isAllowed({ accountId, action }: PlanWish, groupId: string): Promise<boolean> {
    const { role } = await groups.get(accountId, groupId);
    if (mayDo(role, action.type).isAllowed) return true;
    if (action.type !== "invite") return false;
    const settings = await ifTold(administrationIn(accounts.backendFor(accountId)).settings(groupId), null);
    return mayDo(role, "invite", { settings }).isAllowed;
  }

  async function factsOf(
    wish: PlanWish,
    groupId: string,
    protectedIds: ReadonlySet<string>,
  ): Promise<GroupFacts> {
    const { accountId, action } = wish;
    await refresh(accountId, groupId);
    const allowed = await isAllowed(wish, groupId);
    const [group, { rows }, blocked] = await Promise.all([
      groups.get(accountId, groupId),
      members.window({ accountId, groupId, query: "", offset: 0, limit: everybody }),
      allowed ? blockedIds(accountId, groupId, action) : new Set<string>(),
    ]);
    return {
      groupId,
      ownerId: group.ownerId,
      selfId: accounts.get(accountId).selfId,
      isAllowed: allowed,
      members: new Map(rows.map((member): [string, Member] => [member.id, member])),
      blockedIds: blocked,
      protectedIds,
      now: now(),
    };
  }

  return async (wish) => {
    const { accountId, action, wanted, undoOf } = wish;
    administrationIn(accounts.backendFor(accountId));
    if (wanted.reduce((sum, { userIds }) => sum + userIds.length, 0) > mostTargets) {
      throw new AppError("invalid", `one job takes at most ${mostTargets} people`);
    }
    const protectedIds = new Set(await deps.protectedIds(accountId));
    const parts: TargetsOfGroup[] = [];
    for (const { groupId, userIds } of wanted) {
      parts.push(planTargets(action, userIds, await factsOf(wish, groupId, protectedIds)));
    }
    const callCount = parts.reduce((sum, part) => sum + Math.ceil(part.targets.length / deps.chunkSize), 0);
    const targets = parts.flatMap((part) => part.targets);
    const plan: JobPlan = {
      planId: randomUUID(),
      accountId,
      action,
      targets: targets.map(({ joinedAt: _, ...target }) => target),
      leftOut: parts.flatMap((part) => part.leftOut).map(({ joinedAt: _, ...person }) => person),
      callCount,
      estimatedMs: deps.pacerOf(accountId).estimateMs(callCount),
      isReversible: inverseOf[action.type] !== null,
    };
    return { plan, targets, undoOf };
  };
}
