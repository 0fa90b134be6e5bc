import type { MouseEvent, ReactNode } from "react";

interface VirtualRowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isCurrent: boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly children: ReactNode;
}

/** One row of a VirtualList at its place. A table cannot leave out rows, hence the roles. */
export function VirtualRow(props: VirtualRowProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the grid does the same
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div
      id={props.id}
      className="virtual-row"
      role="row"
      aria-rowindex={props.index + 1}
      aria-selected={props.isSelected}
      aria-current={props.isCurrent || undefined}
      data-active={props.isActive || undefined}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
      onClick={props.onClick}
      onContextMenu={props.onContextMenu}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="gridcell" className="virtual-cell">
        {props.children}
      </div>
    </div>
  );
}
