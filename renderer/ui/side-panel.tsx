import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./button.tsx";
import { closeOnEscape } from "./escape.ts";
import { CloseIcon } from "./icons.tsx";

interface SidePanelProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Details beside the page. Takes the focus when it opens, gives it back when it closes; Escape closes it. */
export function SidePanel({ title, closeLabel, onClose, children, className }: SidePanelProps) {
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside
      ref={panel}
      className={`side-panel ${className ?? ""}`}
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={(event) => closeOnEscape(event, onClose)}
    >
      <header>
        <h2 id={titleId} className="ellipsis">
          {title}
        </h2>
        <IconButton label={closeLabel} icon={<CloseIcon />} onClick={onClose} shortcut="Esc" />
      </header>
      <div className="side-panel-body">{children}</div>
    </aside>
  );
}
