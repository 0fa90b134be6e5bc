import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { pastedTexts } from "../../../shared/domain/pasted-texts.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { isComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { useItemsStore } from "./items-store.ts";

/** For links and messages that come as text, one or many. */
export function PasteField() {
  const text = useText("join");
  const [words, setWords] = useState("");
  const submit = (brought: string) => {
    const texts = pastedTexts(brought);
    if (texts.length === 0) return;
    setWords("");
    useItemsStore.getState().addTexts(texts);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // While an input method composes, Enter picks a word.
    if (event.key !== "Enter" || isComposing(event)) return;
    event.preventDefault();
    submit(words);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text/plain");
    // A field of one line would run several links into one.
    if (words !== "" || !pasted.trim().includes("\n")) return;
    event.preventDefault();
    submit(pasted);
  };
  return (
    <div className="join-paste">
      <TextField
        label={text("pasteLabel")}
        hint={text("pasteHint")}
        maxLength={20_000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <Button onClick={() => submit(words)} disabled={words.trim() === ""}>
        {text("check")}
      </Button>
    </div>
  );
}
