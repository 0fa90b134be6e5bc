import { mayDo } from "../../../../shared/domain/permissions.ts";
import { planOnGroups, readOrNull } from "./groups-plan.ts";
import { isMutedAsLong, isMutedSince } from "./mute-length.ts";
import { showGroups } from "./show-changes.ts";
import { callsByChunks, differs, done, holds, type Work } from "./work.ts";
import type { WorkScope } from "./work-scope.ts";

/** Mutes everybody in many groups for so many minutes, -1 for ever; 0 lifts it. */
export function muteAllWork(scope: WorkScope, minutes: number): Work {
  const { administration, now } = scope;
  return {
    targetsPerCall: 1,
    needsTwoLooks: false,
    plan: (wanted, planning) =>
      planOnGroups(scope, wanted, planning, async ({ id, role }) => {
        if (!mayDo(role, "mute_all").isAllowed) return "no_permission";
        const settings = await readOrNull(administration().settings(id));
        if (settings === null) return "not_readable";
        const { mutedUntil } = settings;
        const isSo = minutes === 0 ? mutedUntil === null : isMutedAsLong(mutedUntil, minutes, now());
        return isSo ? "already_so" : {};
      }),
    callCount: (targets) => callsByChunks(targets, 1),

    async send({ groupId }) {
      await administration().muteAll(groupId, minutes);
      return new Map([[groupId, done]]);
    },

    async readBack({ groupId, at }) {
      const { mutedUntil } = await administration().settings(groupId);
      const isSo = minutes === 0 ? mutedUntil === null : isMutedSince(mutedUntil, minutes, at);
      return new Map([[groupId, isSo ? holds : differs]]);
    },

    afterwards: (acted, signal) =>
      showGroups(scope, acted, signal, ({ mutedUntil }) => (mutedUntil === null) === (minutes === 0)),
  };
}
