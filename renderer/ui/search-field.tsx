import { type KeyboardEvent, type RefObject, useRef } from "react";
import { useText } from "../i18n.ts";
import { IconButton } from "./button.tsx";
import { focusList } from "./focus-list.ts";
import { CloseIcon, SearchIcon } from "./icons.tsx";
import { isComposing } from "./is-composing.ts";

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What holds the results: ArrowDown and Enter go on to the list in it. */
  readonly results?: RefObject<Element | null>;
  /** Which one Ctrl+F finds. */
  readonly place: "groups" | "page" | "panel";
}

/** Search as you type. Escape empties it. */
export function SearchField({ label, value, onChange, results, place }: SearchFieldProps) {
  const text = useText("app");
  const input = useRef<HTMLInputElement>(null);
  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === "Escape" && value !== "") {
      event.stopPropagation();
      onChange("");
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      focusList(results?.current);
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
          label={text("clear")}
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
