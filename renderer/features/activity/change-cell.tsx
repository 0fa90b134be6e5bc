import type { Activity } from "../../../shared/domain/activity.ts";
import { changeOf } from "../../../shared/domain/undo.ts";
import { useText } from "../../i18n.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { useChangeWords } from "./change-words.ts";

/** A row has room for less; the panel has all of it. */
const shownCharacters = 120;

/** "before → after" of one act; a click shows both in full. Null where nothing was replaced, or no word shows it. */
export function ChangeCell({ activity }: { readonly activity: Activity }) {
  const text = useText("activity");
  const words = useChangeWords();
  const open = usePanelStore((state) => state.open);
  const change = changeOf(activity);
  if (change === null) return null;
  const after = words.value(change.field, change.after);
  const before = words.value(change.field, change.before);
  if (after === null || before === null) return null;
  return (
    // The list is one tab stop: on the keyboard it is Space that shows a row in full.
    <button
      type="button"
      className="activity-change quiet"
      tabIndex={-1}
      title={text("showDetails")}
      onClick={(event) => {
        event.stopPropagation();
        open({ type: "activity", activity });
      }}
    >
      <span className="ellipsis" dir="auto">
        {short(before)}
      </span>
      <span>→</span>
      <span className="activity-after ellipsis" dir="auto">
        {short(after)}
      </span>
    </button>
  );
}

export function short(value: string): string {
  return value.length <= shownCharacters ? value : `${value.slice(0, shownCharacters)}…`;
}
