import { useId, useState } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { TextField } from "../../ui/text-field.tsx";
import { minutesUntil, muteLengths, suggestedEnd, toFieldTime } from "./mute-length.ts";
import { endWords, useJobWords } from "./use-job-words.ts";
import { useNow } from "./use-now.ts";

interface MuteLengthFieldProps {
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
  readonly onHold: (isHeld: boolean) => void;
}

/** A length, each with the time it ends at, or that time itself. */
export function MuteLengthField({ minutes, onChange, onHold }: MuteLengthFieldProps) {
  const text = useText("jobs");
  const words = useJobWords();
  const language = useLanguage();
  const now = useNow(15_000);
  const id = useId();
  const [until, setUntil] = useState<string | null>(null);
  const isPast = until !== null && minutesUntil(Date.parse(until), now) === null;

  function choose(value: string) {
    onHold(false);
    if (value === "other") {
      takeTime(toFieldTime(suggestedEnd(Date.now())));
      return;
    }
    setUntil(null);
    onChange(Number(value));
  }
  function takeTime(value: string) {
    setUntil(value);
    const next = minutesUntil(Date.parse(value), Date.now());
    onHold(next === null);
    if (next !== null) onChange(next);
  }
  function option(length: number): string {
    if (length < 0) return text("forever");
    const time = endWords(now + length * 60_000, language, now);
    return text("optionUntil", { length: words.length(length), time });
  }
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{text("howLong")}</label>
        <select
          id={id}
          className="text-input"
          value={until === null ? String(minutes) : "other"}
          onChange={(event) => choose(event.target.value)}
        >
          {!muteLengths.includes(minutes) && until === null && (
            <option value={String(minutes)}>{option(minutes)}</option>
          )}
          {muteLengths.map((length) => (
            <option key={length} value={String(length)}>
              {option(length)}
            </option>
          ))}
          <option value="other">{text("otherTime")}</option>
        </select>
      </div>
      {until !== null && (
        <TextField
          type="datetime-local"
          label={text("untilLabel")}
          value={until}
          min={toFieldTime(now)}
          problem={isPast ? text("untilPast") : undefined}
          onChange={(event) => takeTime(event.target.value)}
        />
      )}
    </>
  );
}
