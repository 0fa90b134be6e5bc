import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { useText } from "../../i18n.ts";
import { ErrorLine } from "../../ui/error-line.tsx";
import { SearchIcon } from "../../ui/icons.tsx";
import { isComposing } from "../../ui/is-composing.ts";
import { PaletteList } from "./palette-list.tsx";
import { usePaletteStore } from "./use-palette.ts";
import "./search.css";

const pageStep = 8;

/** One field over everything. The focus stays in it; the keys move through what it found. */
export function Palette() {
  const text = useText("search");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { query, items, active, isSearching, searchError, search, move, choose, close } = usePaletteStore();
  const optionId = (index: number) => `${id}option${index}`;
  const listId = `${id}list`;
  const hasItems = items.length > 0;

  useEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      // What was opened takes the focus itself; otherwise it goes back to where it was.
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    // The page's own shortcuts wait: this is in front of everything.
    event.stopPropagation();
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isToggle = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (step !== undefined) move(step);
    else if (event.key === "PageDown")
      usePaletteStore.getState().point(Math.min(items.length - 1, active + pageStep));
    else if (event.key === "PageUp") usePaletteStore.getState().point(Math.max(0, active - pageStep));
    else if (event.key === "Enter") choose(active);
    else if (event.key === "Escape" || isToggle) close();
    else if (event.key !== "Tab" && event.key !== "F5") return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click beside the palette closes it, as Escape does
    <div className="palette-shade" onMouseDown={(event) => event.target === event.currentTarget && close()}>
      <div
        className="palette"
        role="dialog"
        aria-modal="true"
        aria-label={text("findAnything")}
        onKeyDown={onKeyDown}
      >
        <div className="palette-field">
          <SearchIcon size={18} />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label={text("findAnything")}
            aria-describedby={`${id}keys`}
            aria-autocomplete="list"
            aria-expanded={hasItems}
            aria-controls={hasItems ? listId : undefined}
            aria-activedescendant={hasItems ? optionId(active) : undefined}
            placeholder={text("hint")}
            value={query}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => search(event.target.value)}
          />
          {isSearching && <span className="spinner" aria-hidden="true" />}
        </div>
        <ErrorLine error={searchError} title={text("searchFailed")} />
        {hasItems && <PaletteList id={listId} optionId={optionId} />}
        {!hasItems && !isSearching && !searchError && (
          <div className="palette-none">
            <p>{text("none")}</p>
            <p className="quiet">{text("noneHint")}</p>
          </div>
        )}
        <UnreadNote />
        <footer className="palette-foot quiet">
          <span id={`${id}keys`}>{text("keys")}</span>
          <span>{text("hintMore")}</span>
        </footer>
        <span className="visually-hidden" role="status">
          {query.trim() !== "" &&
            !isSearching &&
            (hasItems ? text("count", { count: items.length }) : text("none"))}
        </span>
      </div>
    </div>
  );
}

/** Says what is not searched: members, files and announcements are read when somebody opens them in a group. */
function UnreadNote() {
  const text = useText("search");
  const unread = usePaletteStore((state) => state.unread);
  const kinds = (["members", "files", "announcements"] as const).filter((kind) => (unread?.[kind] ?? 0) > 0);
  if (unread === null || kinds.length === 0) return null;
  const what = kinds.map((kind) => text(`${kind}Unread`, { count: unread[kind] }));
  return (
    <p className="palette-unread quiet digits">{text("unread", { what: what.join(text("listComma")) })}</p>
  );
}
