import { useEffect, useId, useRef, useState } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { readIds } from "../members/read-ids.ts";

interface BlockFormProps {
  readonly onPlan: (userIds: readonly string[]) => void;
  readonly onCancel: () => void;
}

const wordsShown = 5;

/** Pasted ids, with what was understood of them. */
export function BlockForm({ onPlan, onCancel }: BlockFormProps) {
  const text = useText("moderation");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [pasted, setPasted] = useState("");
  useEffect(() => field.current?.focus(), []);
  const { ids, unreadable } = readIds(pasted);
  const shown = unreadable.slice(0, wordsShown).join(", ");

  return (
    <form
      className="moderation-form"
      onKeyDown={(event) => closeOnEscape(event, onCancel)}
      onSubmit={(event) => {
        event.preventDefault();
        if (ids.length > 0) onPlan(ids);
      }}
    >
      <label htmlFor={id}>{text("addTitle")}</label>
      <textarea
        ref={field}
        id={id}
        className="text-input people-paste"
        spellCheck={false}
        value={pasted}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setPasted(event.target.value)}
      />
      <span id={`${id}-hint`} className="field-hint">
        {text("addHint")}
      </span>
      <span role="status" className="digits">
        {pasted.trim() !== "" && text("idsFound", { count: ids.length })}
        {unreadable.length > 0 && (
          <span className="field-problem" dir="auto">
            {" "}
            {text("notIds", { words: unreadable.length > wordsShown ? `${shown} …` : shown })}
          </span>
        )}
      </span>
      <div className="form-buttons">
        <Button type="submit" size="small" variant="primary" disabled={ids.length === 0}>
          {text("toPlan")}
        </Button>
        <Button size="small" onClick={onCancel}>
          {text("cancel")}
        </Button>
      </div>
    </form>
  );
}
