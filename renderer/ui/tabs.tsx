import { type KeyboardEvent, useRef } from "react";

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly name: Name; readonly label: string }[];
  readonly selected: Name;
  readonly onSelect: (name: Name) => void;
  /** Prefix of the ids that tie a tab to its panel: `<id>-tab-<name>`, `<id>-panel-<name>`. */
  readonly id: string;
}

/** A row of tabs: one tab stop, left and right move and select. */
export function Tabs<Name extends string>({ label, tabs, selected, onSelect, id }: TabsProps<Name>) {
  const row = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.name === selected);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const index =
      event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : at + (step ?? Number.NaN);
    const next = tabs[(index + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onSelect(next.name);
    row.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-tab-${next.name}`)}`)?.focus();
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={row} onKeyDown={onKeyDown} tabIndex={-1}>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          id={`${id}-tab-${tab.name}`}
          aria-controls={tab.name === selected ? `${id}-panel-${tab.name}` : undefined}
          aria-selected={tab.name === selected}
          tabIndex={tab.name === selected ? 0 : -1}
          data-label={tab.label}
          onClick={() => onSelect(tab.name)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
