import { type KeyboardEvent, useState } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { isComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { useJoinStore } from "./join-store.ts";

/** For links and messages that come as text. */
export function PasteField() {
  const text = useText("join");
  const [words, setWords] = useState("");
  const submit = () => {
    if (words.trim() === "") return;
    setWords("");
    void useJoinStore.getState().addText(words);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // While an input method composes, Enter picks a word.
    if (event.key !== "Enter" || isComposing(event)) return;
    event.preventDefault();
    submit();
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
      />
      <Button onClick={submit} disabled={words.trim() === ""}>
        {text("check")}
      </Button>
    </div>
  );
}
