import type { InboxEntry } from "../../../../shared/domain/inbox.ts";
import { ownReasons } from "../../../../shared/domain/job-reasons.ts";
import type { Member } from "../../../../shared/domain/member.ts";
import { mayDo } from "../../../../shared/domain/permissions.ts";
import { errorWords, toAppError } from "../../../../shared/errors.ts";
import { wasHandledBefore } from "../../../backends/administration.ts";
import { readGroups } from "./groups-plan.ts";
import { showMembers, untilAborted } from "./show-changes.ts";
import {
  callsByChunks,
  differs,
  done,
  holds,
  type LeftOutTarget,
  type PlannedTarget,
  type Standing,
  type Work,
} from "./work.ts";
import type { WorkScope } from "./work-scope.ts";

/** Lets many who applied into their groups, or refuses them: one call for each. */
export function applicationsWork(scope: WorkScope, isApproved: boolean): Work {
  const { administration, accountId, inbox } = scope;
  const wished = isApproved ? ("accepted" as const) : ("declined" as const);

  /** As the server lists it; who applied several times waits if one of these waits. */
  async function statusOf(groupId: string, personId: string): Promise<InboxEntry["status"] | null> {
    const found: InboxEntry["status"][] = [];
    for await (const page of administration().applications([groupId])) {
      for (const entry of page) if (entry.personId === personId) found.push(entry.status);
    }
    if (found.includes("pending")) return "pending";
    return found.includes(wished) ? wished : (found[0] ?? null);
  }

  return {
    targetsPerCall: 1,
    needsTwoLooks: false,

    async plan(wanted, planning) {
      const groupIds = wanted.map(({ groupId }) => groupId);
      const roles = await readGroups(scope, groupIds, planning, (group) => group?.role ?? null);
      const listed = await inbox.applications(accountId, wanted);
      const protectedIds = new Set(isApproved ? [] : await scope.protectedIds());
      const targets: PlannedTarget[] = [];
      const leftOut: LeftOutTarget[] = [];
      for (const { groupId, targetId } of wanted) {
        const role = roles.get(groupId) ?? null;
        const row = listed(groupId, targetId);
        const target = { groupId, targetId, name: row?.personName ?? "" };
        if (role !== null && !mayDo(role, "decide_application").isAllowed) {
          leftOut.push({ ...target, reason: "no_permission" });
        } else if (protectedIds.has(targetId)) leftOut.push({ ...target, reason: "protected" });
        else if (row?.status === "pending") targets.push({ ...target, since: null });
        else leftOut.push({ ...target, reason: row?.status === wished ? "already_so" : "gone" });
      }
      return { targets, leftOut };
    },

    callCount: (targets) => callsByChunks(targets, 1),

    async send({ groupId, targets }) {
      const targetId = targets[0]?.targetId ?? "";
      try {
        await administration().decideApplication(groupId, targetId, isApproved);
        await inbox.decided(accountId, { kind: "application", groupId, personId: targetId }, wished);
        return new Map([[targetId, done]]);
      } catch (cause) {
        const error = toAppError(cause);
        if (!wasHandledBefore(error)) throw error;
        return new Map([[targetId, { outcome: "already_so", reason: errorWords(error) }]]);
      }
    },

    async readBack({ groupId, targets }) {
      const targetId = targets[0]?.targetId ?? "";
      return new Map([[targetId, standingOf(await statusOf(groupId, targetId), wished)]]);
    },

    async afterwards(acted, signal) {
      await inbox.readBack(accountId, "application");
      if (isApproved)
        await untilAborted(acted, signal, (groupId, last) => showMembers(scope, groupId, last, isListed));
    },
  };
}

function isListed(member: Member | null): boolean {
  return member !== null;
}

function standingOf(status: InboxEntry["status"] | null, wished: InboxEntry["status"]): Standing {
  if (status === wished) return holds;
  if (status === "pending") return differs;
  if (status === null) {
    return { is: "unclear", reason: ownReasons.noLongerListed };
  }
  return { is: "already_so", reason: ownReasons[`${status}ByNow`] };
}
