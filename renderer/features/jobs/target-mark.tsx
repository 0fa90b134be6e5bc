import type { JobTarget } from "../../../shared/domain/job.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { FileIcon } from "../../ui/icons.tsx";
import { GroupAvatar } from "../groups/group-avatar.tsx";
import type { Unit } from "./job-unit.ts";
import { useTargetGroupsStore } from "./target-groups-store.ts";

interface TargetMarkProps {
  readonly target: JobTarget;
  readonly unit: Unit;
  readonly size: number;
}

/** What stands before a target's name: a face, a group's picture, or that it is a file. */
export function TargetMark({ target, unit, size }: TargetMarkProps) {
  const group = useTargetGroupsStore(({ groups }) =>
    unit === "groups" ? groups?.find(({ id }) => id === target.targetId) : undefined,
  );
  if (unit === "files") return <FileIcon size={Math.min(size, 18)} />;
  if (group) return <GroupAvatar group={group} size={size} />;
  return <Avatar id={target.targetId} name={target.name} size={size} />;
}
