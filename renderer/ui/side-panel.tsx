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

/**
 * Details beside the page. Takes the focus when it opens, keeps it when what held it is replaced, gives it back when it
 * closes; Escape closes it.
 */
export function SidePanel({ title, closeLabel, onClose, children, className }: SidePanelProps) {
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const stopKeeping = panel.current && keepFocusWithin(panel.current);
    panel.current?.focus({ preventScroll: true });
    return () => {
      stopKeeping?.();
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

/** A button that goes with its click would leave the focus nowhere: Tab began at the page's start, Escape closed nothing. */
function keepFocusWithin(space: HTMLElement): () => void {
  let focused: Node | null = null;
  const remember = ({ target }: FocusEvent) => {
    focused = target instanceof Node ? target : null;
  };
  const observer = new MutationObserver(() => {
    if (focused === null || focused.isConnected) return;
    focused = null;
    if (document.activeElement === document.body) space.focus({ preventScroll: true });
  });
  space.addEventListener("focusin", remember);
  observer.observe(space, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    space.removeEventListener("focusin", remember);
  };
}
