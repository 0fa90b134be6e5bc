import { mayDo } from "../../../../shared/domain/permissions.ts";
import { planOnGroups } from "./groups-plan.ts";
import { callsByChunks, differs, done, holds, type Work } from "./work.ts";
import type { WorkScope } from "./work-scope.ts";

/** Leaves many groups; what we have left goes from the cache. An owner has to hand the group over first. */
export function leaveWork(scope: WorkScope): Work {
  const { administration, backend, groups, accountId } = scope;

  async function isIn(groupId: string): Promise<boolean> {
    for await (const page of backend().groups()) if (page.some(({ id }) => id === groupId)) return true;
    return false;
  }

  return {
    targetsPerCall: 1,
    needsTwoLooks: true,
    plan: (wanted, planning) =>
      planOnGroups(scope, wanted, planning, ({ role }) => (mayDo(role, "leave").isAllowed ? {} : "owner")),
    callCount: (targets) => callsByChunks(targets, 1),

    async send({ groupId }) {
      await administration().leave(groupId);
      await groups.forget(accountId, groupId);
      return new Map([[groupId, done]]);
    },

    async readBack({ groupId }) {
      if (await isIn(groupId)) return new Map([[groupId, differs]]);
      await groups.forget(accountId, groupId);
      return new Map([[groupId, holds]]);
    },

    /** Each left the cache when it was done. */
    async afterwards() {},
  };
}
