import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { longestNote } from "../../../shared/domain/person-name.ts";
import { useText } from "../../i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { EditIcon } from "../../ui/icons.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { useMemberCardStore } from "./member-card-store.ts";

/** One's own note on the person in the panel: the name that is shown from then on. */
export function OwnNote({ note }: { readonly note: string }) {
  const text = useText("members");
  const { isEditingNote, editNote } = useMemberCardStore();
  if (isEditingNote) return <NoteForm note={note} />;
  if (note === "") {
    return (
      <Button size="small" variant="text" className="note-add" onClick={() => editNote(true)}>
        {text("noteAdd")}
      </Button>
    );
  }
  return (
    <span className="note-shown">
      <span dir="auto">{note}</span>
      <IconButton
        size="small"
        label={text("noteEdit")}
        icon={<EditIcon size={14} />}
        onClick={() => editNote(true)}
      />
    </span>
  );
}

function NoteForm({ note }: { readonly note: string }) {
  const text = useText("members");
  const { noteError, isSavingNote, saveNote, editNote } = useMemberCardStore();
  const [typed, setTyped] = useState(note);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.select(), []);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    void saveNote(typed.trim());
  }
  function onKeyDown(event: KeyboardEvent) {
    keepComposing(event);
    closeOnEscape(event, () => editNote(false));
  }
  return (
    <form className="note-form" onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <div className="note-fields">
        <input
          ref={field}
          className="text-input"
          aria-label={text("note")}
          aria-describedby={`${id}-hint`}
          value={typed}
          maxLength={longestNote}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" isBusy={isSavingNote}>
          {text("noteSave")}
        </Button>
        <Button onClick={() => editNote(false)}>{text("cancel")}</Button>
      </div>
      <span id={`${id}-hint`} className="field-hint">
        {text("noteHint")}
      </span>
      <ErrorLine error={noteError} title={text("noteFailed")} />
    </form>
  );
}
