import type { Announcement } from "../../../../shared/domain/announcement.ts";
import { ownReasons } from "../../../../shared/domain/job-reasons.ts";
import { mayDo } from "../../../../shared/domain/permissions.ts";
import { toAppError } from "../../../../shared/errors.ts";
import { isLaterThan, oursWithWords, type Words } from "./announcements-of-ours.ts";
import { planOnGroups, readOrNull } from "./groups-plan.ts";
import { showAnnouncements } from "./show-changes.ts";
import { callsByChunks, differs, done, holds, type Standing, type TargetAnswer, type Work } from "./work.ts";
import type { WorkScope } from "./work-scope.ts";

const alreadyGone: TargetAnswer = { outcome: "already_so", reason: null };
const mayBeAnother: Standing = {
  is: "unclear",
  reason: ownReasons.mayBeAnother,
};

/**
 * Removes the newest of our announcements with these words from many groups: the one the plan saw, and no other. What
 * was there before the job that is taken back stays.
 */
export function unannounceWork(scope: WorkScope, words: Words): Work {
  const { administration } = scope;

  const ours = async (groupId: string) =>
    oursWithWords(await administration().announcements(groupId), words, scope.selfId());

  async function meant(groupId: string, since: number | null): Promise<Announcement | undefined> {
    return (await ours(groupId)).find(({ createdAt }) => since === null || createdAt === since);
  }

  return {
    targetsPerCall: 1,
    needsTwoLooks: false,
    plan: (wanted, planning) =>
      planOnGroups(scope, wanted, planning, async ({ id, role }, { since: before = null }) => {
        if (!mayDo(role, "remove_announcement").isAllowed) return "no_permission";
        const found = await readOrNull(ours(id));
        if (found === null) return "not_readable";
        const newest = found.find(isLaterThan(before));
        return newest === undefined ? "already_so" : { since: newest.createdAt };
      }),
    callCount: (targets) => callsByChunks(targets, 1),

    async send({ groupId, targets }) {
      const found = await meant(groupId, targets[0]?.since ?? null);
      if (found === undefined) return new Map([[groupId, alreadyGone]]);
      try {
        await administration().removeAnnouncement(groupId, found.id);
        return new Map([[groupId, done]]);
      } catch (cause) {
        if (toAppError(cause).code === "not_found") return new Map([[groupId, alreadyGone]]);
        throw cause;
      }
    },

    async readBack({ groupId, targets }) {
      const since = targets[0]?.since ?? null;
      const found = await meant(groupId, since);
      if (found === undefined) return new Map([[groupId, holds]]);
      return new Map([[groupId, since === null ? mayBeAnother : differs]]);
    },

    afterwards: (acted, signal) => showAnnouncements(scope, acted, signal),
  };
}
