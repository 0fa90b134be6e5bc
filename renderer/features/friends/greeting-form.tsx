import { type FormEvent, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { keepComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";

const longest = 50;

interface GreetingFormProps {
  readonly isSending: boolean;
  readonly isPossible: boolean;
  readonly onSend: (greeting: string) => void;
  readonly onCancel: () => void;
}

/** What the person who is asked gets to read. */
export function GreetingForm({ isSending, isPossible, onSend, onCancel }: GreetingFormProps) {
  const text = useText("friends");
  const [greeting, setGreeting] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const words = greeting.trim();
  useEffect(() => field.current?.focus(), []);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (words !== "" && isPossible && !isSending) onSend(words);
  }
  return (
    <form
      className="friend-form"
      onSubmit={onSubmit}
      onKeyDown={(event) => {
        keepComposing(event);
        closeOnEscape(event, onCancel);
      }}
    >
      <TextField
        ref={field}
        label={text("greeting")}
        hint={text("greetingHint", { count: greeting.length })}
        value={greeting}
        maxLength={longest}
        onChange={(event) => setGreeting(event.target.value)}
      />
      <div className="friend-buttons">
        <Button type="submit" variant="primary" isBusy={isSending} disabled={words === "" || !isPossible}>
          {text("send")}
        </Button>
        <Button onClick={onCancel}>{text("cancel")}</Button>
      </div>
    </form>
  );
}
