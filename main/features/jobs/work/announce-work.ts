import type { Announcement } from "../../../../shared/domain/announcement.ts";
import { ownReasons } from "../../../../shared/domain/job-reasons.ts";
import { mayDo } from "../../../../shared/domain/permissions.ts";
import { hasWords, isLaterThan, latestOf, type Words } from "./announcements-of-ours.ts";
import { planOnGroups, readOrNull } from "./groups-plan.ts";
import { showAnnouncements } from "./show-changes.ts";
import { callsByChunks, differs, done, holds, type Standing, type Work } from "./work.ts";
import type { WorkScope } from "./work-scope.ts";

/**
 * One announcement in many groups. The server adds one at each call, so a lost answer is looked for twice: among those
 * that were not there yet when the plan was made, by the server's own clock.
 */
export function announceWork(scope: WorkScope, words: Words): Work {
  const { administration } = scope;

  const same = async (groupId: string) =>
    (await administration().announcements(groupId)).filter((one) => hasWords(one, words));

  return {
    targetsPerCall: 1,
    needsTwoLooks: true,
    plan: (wanted, planning) =>
      planOnGroups(scope, wanted, planning, async ({ id, role }, { since: before }) => {
        if (!mayDo(role, "announce").isAllowed) return "no_permission";
        const found = await readOrNull(same(id));
        // An earlier try may have arrived after all; whoever announced it since, the group has it.
        if (before === undefined) return { since: found && latestOf(found) };
        if (found === null) return "not_readable";
        return found.some(isLaterThan(before)) ? "already_so" : { since: latestOf(found) };
      }),
    callCount: (targets) => callsByChunks(targets, 1),

    async send({ groupId }) {
      await administration().announce(groupId, words.title, words.content);
      return new Map([[groupId, done]]);
    },

    /** Whoever wrote these words since: the group has them, and would have them twice. */
    async readBack({ groupId, targets }) {
      return new Map([[groupId, standingOf(await same(groupId), targets[0]?.since ?? null)]]);
    },

    afterwards: (acted, signal) =>
      showAnnouncements(scope, acted, signal, (rows) => rows.some((one) => hasWords(one, words))),
  };
}

function standingOf(same: readonly Announcement[], since: number | null): Standing {
  const later = same.filter(isLaterThan(since));
  if (later.length === 0) return differs;
  const isCertain = since === 0 || (since !== null && later.some(({ createdAt }) => createdAt !== null));
  return isCertain ? holds : { is: "unclear", reason: ownReasons.mayBeAnother };
}
