import type { ReactNode } from "react";
import type { JobTarget } from "../../../shared/domain/job.ts";
import { VirtualList } from "../../ui/virtual-list.tsx";
import type { Unit } from "./job-unit.ts";
import { TargetMark } from "./target-mark.tsx";
import { useGroupName } from "./use-group-name.ts";

interface TargetListProps {
  readonly label: string;
  readonly targets: readonly JobTarget[];
  readonly unit: Unit;
  readonly rowsShown: number;
  readonly actionFor?: ((target: JobTarget) => ReactNode) | undefined;
}

const rowHeight = 32;
const allInMemory = () => {};

/** What a plan acts on; with its group where there is more than one. */
export function TargetList({ label, targets, unit, rowsShown, actionFor }: TargetListProps) {
  const groupName = useGroupName();
  const [first] = targets;
  const hasGroups = unit !== "groups" && targets.some(({ groupId }) => groupId !== first?.groupId);
  function more({ groupId, targetId, name }: JobTarget): string {
    if (hasGroups) return groupName(groupId);
    return unit === "files" || !name ? "" : targetId;
  }
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
            <TargetMark target={target} unit={unit} size={20} />
            <span className="ellipsis" dir="auto" title={target.name}>
              {target.name || target.targetId}
            </span>
            <span className="target-row-more ellipsis quiet digits" dir="auto">
              {more(target)}
            </span>
            {actionFor?.(target)}
          </div>
        )}
      />
    </div>
  );
}
