import type { JobTarget, PeopleAction } from "../../../../shared/domain/job.ts";
import { ownReasons } from "../../../../shared/domain/job-reasons.ts";
import type { Member } from "../../../../shared/domain/member.ts";
import { mayDo } from "../../../../shared/domain/permissions.ts";
import { toAppError } from "../../../../shared/errors.ts";
import type { AdministrationBackend, PersonOutcome } from "../../../backends/administration.ts";
import { ifTold } from "../../../platform/if-told.ts";
import { readStandings } from "./people-standings.ts";
import { type GroupFacts, planTargets } from "./people-targets.ts";
import { showMembers, untilAborted } from "./show-changes.ts";
import {
  callsByChunks,
  done,
  type Planned,
  type PlannedTarget,
  type Standing,
  type TargetAnswer,
  type Work,
} from "./work.ts";
import type { WorkScope } from "./work-scope.ts";

const everybody = Number.MAX_SAFE_INTEGER;
/** A plan waits for so many names at most; those of more people come later, for its report. */
const mostAskedFor = 400;

/** What is done to people: members, roles, mutes and blocks are read again before it is planned. */
export function peopleWork(scope: WorkScope, action: PeopleAction): Work {
  const { accountId, administration, backend, groups, members, people: profiles, chunkSize } = scope;

  async function refresh(groupId: string): Promise<void> {
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

  async function blockedIds(groupId: string): Promise<Set<string>> {
    const ids = new Set<string>();
    if (action.type !== "block" && action.type !== "unblock") return ids;
    for await (const page of administration().blocked(groupId))
      for (const { userId } of page) ids.add(userId);
    return ids;
  }

  /** Some servers refuse the list of muted people even to owners, who may unmute all the same. */
  async function areMutesTold(groupId: string): Promise<boolean> {
    if (action.type !== "unmute") return true;
    return (await ifTold<unknown>(backend().mutes(groupId), null)) !== null;
  }

  async function isAllowed(groupId: string): Promise<boolean> {
    const { role } = await groups.get(accountId, groupId);
    if (mayDo(role, action.type).isAllowed) return true;
    if (action.type !== "invite") return false;
    const settings = await ifTold(administration().settings(groupId), null);
    return mayDo(role, "invite", { settings }).isAllowed;
  }

  async function factsOf(groupId: string, protectedIds: ReadonlySet<string>): Promise<GroupFacts> {
    await refresh(groupId);
    const allowed = await isAllowed(groupId);
    const [group, { rows }, blocked, areTold] = await Promise.all([
      groups.get(accountId, groupId),
      members.window({ accountId, groupId, query: "", offset: 0, limit: everybody }),
      allowed ? blockedIds(groupId) : new Set<string>(),
      areMutesTold(groupId),
    ]);
    return {
      groupId,
      ownerId: group.ownerId,
      selfId: scope.selfId(),
      isAllowed: allowed,
      members: new Map(rows.map((member) => [member.id, member])),
      blockedIds: blocked,
      areMutesTold: areTold,
      protectedIds,
      now: scope.now(),
    };
  }

  /** Looks until the short list that tells of the last one acted on has caught up; how often that took. */
  async function untilListed(groupId: string, last: PlannedTarget | null): Promise<number> {
    if (last === null || action.type === "kick" || action.type === "invite") return 0;
    let looks = 0;
    const look = async () => {
      looks += 1;
      return await readStandings(backend(), action, { groupId, at: 0, targets: [last] });
    };
    const isListed = (standings: ReadonlyMap<string, Standing>) =>
      standings.get(last.targetId)?.is !== "differs";
    await scope.readBack(look, isListed).catch(() => "the members are read all the same");
    return looks;
  }

  return {
    targetsPerCall: chunkSize,
    needsTwoLooks: action.type === "kick",

    async plan(wanted, planning) {
      const protectedIds = new Set(await scope.protectedIds());
      const byGroup = Map.groupBy(wanted, (wish) => wish.groupId);
      planning.expect(byGroup.size);
      const parts: Planned[] = [];
      for (const [groupId, people] of byGroup) {
        const userIds = people.map(({ targetId }) => targetId);
        const facts = await planning.read(() => factsOf(groupId, protectedIds));
        parts.push(planTargets(action, userIds, facts));
      }
      const targets = parts.flatMap((part) => part.targets);
      const leftOut = parts.flatMap((part) => part.leftOut);
      // Whom the plan is about shall be read by name: who is not in that group, or was never asked for, has one too.
      const nameless = [...targets, ...leftOut].filter(({ name }) => name === "");
      const ids = [...new Set(nameless.map(({ targetId }) => targetId))];
      await profiles.ready(accountId, ids.slice(0, mostAskedFor), planning.signal);
      const names = await profiles.names(accountId, null, ids);
      const named = <Target extends JobTarget>(target: Target): Target => ({
        ...target,
        name: target.name || (names.get(target.targetId) ?? ""),
      });
      return { targets: targets.map(named), leftOut: leftOut.map(named) };
    },

    callCount: (targets) => callsByChunks(targets, chunkSize),

    async send({ groupId, targets }) {
      const userIds = targets.map(({ targetId }) => targetId);
      const outcomes = await sendTo(administration(), action, groupId, userIds);
      return new Map(outcomes.map((outcome) => [outcome.userId, answerOf(outcome)]));
    },

    readBack: (call) => readStandings(backend(), action, call),

    async afterwards(acted, signal) {
      for (const groupId of acted.keys()) scope.emit("administration.changed", { accountId, groupId });
      await untilAborted(acted, signal, async (groupId, last) => {
        const looksAtList = await untilListed(groupId, last);
        const isShown = (member: Member | null) => action.type !== "kick" || member === null;
        const looks = await showMembers(scope, groupId, last, isShown);
        // Whoever heard of it above has read what was before.
        if (Math.max(looks, looksAtList) > 1) scope.emit("administration.changed", { accountId, groupId });
      });
    },
  };
}

function sendTo(
  administration: AdministrationBackend,
  action: PeopleAction,
  groupId: string,
  userIds: readonly string[],
) {
  switch (action.type) {
    case "mute":
      return administration.mute(groupId, userIds, action.minutes);
    case "invite":
      return administration.invite(groupId, userIds, action.reason);
    default:
      return administration[action.type](groupId, userIds);
  }
}

function answerOf({ isDone, reason }: PersonOutcome): TargetAnswer {
  return isDone ? done : { outcome: "refused", reason: reason ?? ownReasons.noReasonGiven };
}
