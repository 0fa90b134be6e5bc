import { type KeyboardEvent, useRef } from "react";
import { IconButton } from "./button.tsx";
import { CloseIcon, SearchIcon } from "./icons.tsx";
import { isComposing } from "./is-composing.ts";

interface SearchFieldProps {
  readonly label: string;
  readonly clearLabel: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** ArrowDown and Enter: on to the results. */
  readonly onLeave?: () => void;
  /** Which one Ctrl+F finds. */
  readonly place: "groups" | "page" | "panel";
}

/** Search as you type. Escape empties it. */
export function SearchField({ label, clearLabel, value, onChange, onLeave, place }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === "Escape" && value !== "") {
      event.stopPropagation();
      onChange("");
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      onLeave?.();
    }
  }
  return (
    <div className="search-field">
      <SearchIcon />
      <input
        ref={input}
        type="search"
        className="text-input"
        data-search={place}
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {value !== "" && (
        <IconButton
          size="small"
          label={clearLabel}
          icon={<CloseIcon size={14} />}
          onClick={() => {
            onChange("");
            input.current?.focus();
          }}
        />
      )}
    </div>
  );
}
