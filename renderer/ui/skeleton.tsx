interface SkeletonProps {
  readonly rows: number;
  readonly rowHeight?: number;
  readonly hasAvatar?: boolean;
  /** Said once by a screen reader. */
  readonly label: string;
}

const widths = ["62%", "48%", "71%", "55%", "66%", "40%", "58%"];

/** Grey rows of the size of what is coming, so that nothing jumps. */
export function Skeleton({ rows, rowHeight = 40, hasAvatar = true, label }: SkeletonProps) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <SkeletonRow key={index} index={index} rowHeight={rowHeight} hasAvatar={hasAvatar} />
      ))}
    </div>
  );
}

/** One row that is on its way, for lists read in windows. */
export function SkeletonRow({
  index,
  rowHeight,
  hasAvatar = true,
}: {
  readonly index: number;
  readonly rowHeight: number;
  readonly hasAvatar?: boolean;
}) {
  return (
    <div className="skeleton-row" style={{ height: rowHeight }} aria-hidden="true">
      {hasAvatar && <span className="skeleton-avatar" />}
      <span className="skeleton-line" style={{ width: widths[index % widths.length] }} />
    </div>
  );
}
