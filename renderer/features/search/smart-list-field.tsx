import type { SmartList } from "../../../shared/ipc/search-calls.ts";
import { useText } from "../../i18n.ts";
import "./search.css";

const lists = [
  "joined_today",
  "muted",
  "muted_until_today",
  "no_card",
  "in_several_groups",
] as const satisfies readonly SmartList[];

interface SmartListFieldProps {
  readonly value: SmartList | null;
  readonly onChange: (list: SmartList | null) => void;
}

/** Which members are shown: everybody, or one of the lists that keep themselves. */
export function SmartListField({ value, onChange }: SmartListFieldProps) {
  const text = useText("search");
  return (
    <select
      className="smart-lists"
      aria-label={text("smartLists")}
      data-active={value !== null || undefined}
      value={value ?? ""}
      onChange={(event) => onChange(lists.find((list) => list === event.target.value) ?? null)}
    >
      <option value="">{text("everybody")}</option>
      {lists.map((list) => (
        <option key={list} value={list}>
          {text(list)}
        </option>
      ))}
    </select>
  );
}
