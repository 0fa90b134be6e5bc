import type { ReactNode } from "react";
import type { JobTarget } from "../../../shared/domain/job.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { useGroupName } from "./use-group-name.ts";

interface TargetListProps {
  readonly label: string;
  readonly targets: readonly JobTarget[];
  readonly rowsShown: number;
  readonly actionFor?: (target: JobTarget) => ReactNode;
}

const rowHeight = 32;
const allInMemory = () => {};

/** People of a plan; with their group where there is more than one. */
export function TargetList({ label, targets, rowsShown, actionFor }: TargetListProps) {
  const groupName = useGroupName();
  const [first] = targets;
  const hasGroups = targets.some(({ groupId }) => groupId !== first?.groupId);
  return (
    <div className="target-list" style={{ height: rowHeight * Math.min(rowsShown, targets.length) }}>
      <VirtualList
        ariaLabel={label}
        total={targets.length}
        rowHeight={rowHeight}
        rowAt={(index) => targets[index]}
        ensureRange={allInMemory}
        renderRow={(target) => (
          <div className="target-row">
            <Avatar id={target.userId} name={target.name} size={20} />
            <span className="ellipsis" dir="auto">
              {target.name || target.userId}
            </span>
            <span className="target-row-more ellipsis quiet digits" dir="auto">
              {hasGroups ? groupName(target.groupId) : target.name && target.userId}
            </span>
            {actionFor?.(target)}
          </div>
        )}
      />
    </div>
  );
}
