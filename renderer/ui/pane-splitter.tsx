import { type KeyboardEvent, type PointerEvent, useState } from "react";

interface PaneSplitterProps {
  readonly label: string;
  readonly width: number;
  readonly min: number;
  readonly max: number;
  readonly onResize: (width: number) => void;
}

/** The border between two panes: dragged, or moved by the arrow keys. */
export function PaneSplitter({ label, width, min, max, onResize }: PaneSplitterProps) {
  const [isDragging, setIsDragging] = useState(false);
  const resize = (wanted: number) => onResize(Math.round(Math.max(min, Math.min(max, wanted))));

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setIsDragging(true);
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    resize(width + step);
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a movable separator has no element of its own
    <div
      className="pane-splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      data-dragging={isDragging || undefined}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (isDragging) resize(width + event.movementX);
      }}
      onPointerUp={() => setIsDragging(false)}
      onPointerCancel={() => setIsDragging(false)}
      onKeyDown={onKeyDown}
    />
  );
}
