import type { Group } from "../../../../shared/domain/group.ts";
import type { LeftOutReason } from "../../../../shared/domain/job.ts";
import { ownReasons } from "../../../../shared/domain/job-reasons.ts";
import { mayDo } from "../../../../shared/domain/permissions.ts";
import type { RemoteFile } from "../../../backends/backend.ts";
import { filesOf } from "../../files/files-service.ts";
import { readGroups, readOrNull } from "./groups-plan.ts";
import { untilAborted } from "./show-changes.ts";
import {
  callsByChunks,
  differs,
  done,
  holds,
  type LeftOutTarget,
  type PlannedTarget,
  type TargetAnswer,
  type Work,
} from "./work.ts";
import type { WorkScope } from "./work-scope.ts";

const filesPerCall = 100;

interface Place {
  /** Null where we are not in it. */
  readonly group: Group | null;
  /** By id; null where they could not be read. */
  readonly list: ReadonlyMap<string, RemoteFile> | null;
}

const nowhere: Place = { group: null, list: null };

/** Deletes many files: those of groups that we administer, and our own. */
export function filesWork(scope: WorkScope): Work {
  const { accountId, files } = scope;
  const targetsPerCall = Math.min(filesPerCall, scope.chunkSize);
  const backend = () => filesOf(scope.backend());

  function reasonFor({ group, list }: Place, fileId: string): LeftOutReason | null {
    if (group === null) return "gone";
    if (list === null) return "not_readable";
    const file = list.get(fileId);
    if (file === undefined) return "gone";
    const isOwnFile = file.uploaderId !== null && file.uploaderId === scope.selfId();
    return mayDo(group.role, "delete_file", { isOwnFile }).isAllowed ? null : "no_permission";
  }

  return {
    targetsPerCall,
    needsTwoLooks: false,

    async plan(wanted, planning) {
      const groupIds = wanted.map(({ groupId }) => groupId);
      const places = await readGroups(scope, groupIds, planning, async (group, groupId) => {
        const list = group && (await readOrNull(files.readBack(accountId, groupId)));
        return { group, list: list && new Map(list.map((file) => [file.id, file])) };
      });
      const targets: PlannedTarget[] = [];
      const leftOut: LeftOutTarget[] = [];
      for (const { groupId, targetId } of wanted) {
        const place = places.get(groupId) ?? nowhere;
        const target = { groupId, targetId, name: place.list?.get(targetId)?.name ?? "" };
        const reason = reasonFor(place, targetId);
        if (reason === null) targets.push({ ...target, since: null });
        else leftOut.push({ ...target, reason });
      }
      return { targets, leftOut };
    },

    callCount: (targets) => callsByChunks(targets, targetsPerCall),

    async send({ groupId, targets }) {
      const outcomes = await (await backend()).remove(
        groupId,
        targets.map(({ targetId }) => targetId),
      );
      return new Map(
        outcomes.map(({ fileId, isDeleted, reason }): [string, TargetAnswer] => [
          fileId,
          isDeleted ? done : { outcome: "refused", reason: reason ?? ownReasons.noReasonGiven },
        ]),
      );
    },

    async readBack({ groupId, targets }) {
      const left = new Set((await (await backend()).list(groupId)).map(({ id }) => id));
      return new Map(targets.map(({ targetId }) => [targetId, left.has(targetId) ? differs : holds]));
    },

    afterwards: (acted, signal) =>
      untilAborted(acted, signal, (groupId, lastDone) =>
        files.readBack(accountId, groupId, (list) => list.every(({ id }) => id !== lastDone?.targetId)),
      ),
  };
}
