import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { isComposing } from "./is-composing.ts";
import { nextIndex } from "./list-keys.ts";
import { SkeletonRow } from "./skeleton.tsx";
import { VirtualRow } from "./virtual-row.tsx";

export interface VirtualListProps<Row> {
  readonly ariaLabel: string;
  readonly total: number;
  /** Pixels; all rows are alike. */
  readonly rowHeight: number;
  /** Undefined while that row is not read yet: a grey row stands in. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Told what is on screen (inclusive), so that it can be read. Called after each scroll step. */
  readonly ensureRange: (from: number, to: number) => void;
  /** The inside of one row; the list makes the row itself, its role and its index. */
  readonly renderRow: (row: Row, index: number) => ReactNode;
  readonly isSelected?: (row: Row, index: number) => boolean;
  /** The row whose thing is open beside the list, where that is not the selection. */
  readonly isCurrent?: (row: Row) => boolean;
  /** Set where several rows can be selected at once. */
  readonly isMultiSelect?: boolean;
  /** A click, or Enter on the active row. */
  readonly onActivate?: (row: Row, index: number, event: MouseEvent | KeyboardEvent) => void;
  /** Keys the list does not use itself (F2, Delete, Space, Ctrl+A …). */
  readonly onRowKeyDown?: (event: KeyboardEvent, row: Row | undefined, index: number) => void;
  readonly onRowContextMenu?: (event: MouseEvent, row: Row, index: number) => void;
  /** Where the keyboard starts; -1 for nowhere. Followed when it changes. */
  readonly initialIndex?: number;
  readonly hasAvatar?: boolean;
  readonly className?: string;
}

/** A list of any length, of which only what is seen exists. One tab stop; arrows, PageUp/PageDown, Home and End move. */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { total, rowHeight, ensureRange, initialIndex = -1 } = props;
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeIndex, setActiveIndex] = useState(initialIndex);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (total > 0) ensureRange(from, to);
  }, [ensureRange, from, to, total]);
  useEffect(() => setActiveIndex(initialIndex), [initialIndex]);

  const active = Math.min(activeIndex, total - 1);
  const rowId = (index: number) => `${listId}row${index}`;

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event) || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const next =
      event.ctrlKey || event.metaKey || event.altKey ? null : nextIndex(event.key, active, total, page);
    const row = active >= 0 ? props.rowAt(active) : undefined;
    if (next !== null) {
      event.preventDefault();
      setActiveIndex(next);
      virtualizer.scrollToIndex(next);
      // Shift+arrow extends a selection; whose, the owner of the rows knows.
      if (event.shiftKey) props.onRowKeyDown?.(event, props.rowAt(next), next);
    } else if (event.key === "Enter" && row !== undefined && props.onActivate) {
      event.preventDefault();
      props.onActivate(row, active, event);
    } else {
      props.onRowKeyDown?.(event, row, active);
    }
  }

  function onFocus() {
    if (active < 0 && total > 0) setActiveIndex(from);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot leave out rows
    <div
      ref={scroller}
      className={`virtual-list ${props.className ?? ""}`}
      role="grid"
      aria-label={props.ariaLabel}
      aria-rowcount={total}
      aria-colcount={1}
      aria-multiselectable={props.isMultiSelect}
      aria-activedescendant={active >= from && active <= to && active >= 0 ? rowId(active) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className="virtual-list-space" role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = props.rowAt(item.index);
          return (
            <VirtualRow
              key={item.key}
              id={rowId(item.index)}
              index={item.index}
              top={item.start}
              height={rowHeight}
              isActive={item.index === active}
              isSelected={row !== undefined && (props.isSelected?.(row, item.index) ?? false)}
              isCurrent={row !== undefined && (props.isCurrent?.(row) ?? false)}
              onClick={(event) => {
                setActiveIndex(item.index);
                if (row !== undefined) props.onActivate?.(row, item.index, event);
              }}
              onContextMenu={(event) => row !== undefined && props.onRowContextMenu?.(event, row, item.index)}
            >
              {row === undefined ? (
                <SkeletonRow index={item.index} rowHeight={rowHeight} hasAvatar={props.hasAvatar ?? true} />
              ) : (
                props.renderRow(row, item.index)
              )}
            </VirtualRow>
          );
        })}
      </div>
    </div>
  );
}
