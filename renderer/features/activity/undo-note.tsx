import { type KeyboardEvent, useEffect, useRef } from "react";
import { changeOf } from "../../../shared/domain/undo.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { CheckIcon, InfoIcon } from "../../ui/icons.tsx";
import { useActWords } from "./act-words.ts";
import { type UndoNote as Note, useActivityStore } from "./activity-store.ts";
import { short } from "./change-cell.tsx";
import { useChangeWords } from "./change-words.ts";

/** How an undo ended, or what it must ask first: the value is no longer what the act made it. */
export function UndoNote({ onLeave }: { readonly onLeave: () => void }) {
  const text = useText("activity");
  const { undoNote: note, undoingId, undo, dismiss } = useActivityStore();
  const words = useNoteWords();
  const sure = useRef<HTMLButtonElement>(null);
  const asks = note?.state === "changed";
  useEffect(() => {
    if (asks) sure.current?.focus();
  }, [asks]);
  if (note === null) return null;
  function leave() {
    dismiss();
    onLeave();
  }
  const leaveOnEscape = (event: KeyboardEvent) => closeOnEscape(event, leave);
  return (
    <div className="activity-note" data-state={note.state} role={asks ? "alert" : "status"}>
      {note.state === "done" ? <CheckIcon /> : <InfoIcon />}
      <span className="activity-note-words" dir="auto">
        {words(note)}
      </span>
      {asks && (
        <Button
          ref={sure}
          size="small"
          onKeyDown={leaveOnEscape}
          isBusy={undoingId !== null}
          onClick={() => void undo(note.activity, true).then(onLeave)}
        >
          {text("setBackAnyway")}
        </Button>
      )}
      <Button size="small" variant="text" onKeyDown={leaveOnEscape} onClick={leave}>
        {text(asks ? "leaveIt" : "dismissNote")}
      </Button>
    </div>
  );
}

function useNoteWords(): (note: Note) => string {
  const text = useText("activity");
  const actWords = useActWords();
  const values = useChangeWords();
  return (note) => {
    const { activity } = note;
    const what = actWords(activity);
    const change = changeOf(activity);
    const value = change && values.value(change.field, change.before);
    if (note.state === "impossible") return text("cannotUndoThis", { what, why: text(note.reason) });
    if (change === null || value === null) {
      return text(note.state === "changed" ? "changedPicture" : "undone", { what });
    }
    const before = short(value);
    if (note.state === "done") return text("undoneTo", { what, value: before });
    if (note.state === "already_so") return text("undoAlready", { what, value: before });
    const now = short(values.value(change.field, note.now) ?? "");
    return text("changedSince", { what, now, before });
  };
}
