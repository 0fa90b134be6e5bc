import { useId, useState } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { readTime, timeText } from "../../local-time.ts";
import { minutesUntil } from "../../mute-minutes.ts";
import { TextField } from "../../ui/text-field.tsx";
import { timeInput } from "../../ui/time-input.ts";
import { muteLengths, suggestedEnd } from "./mute-length.ts";
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
  const appText = useText("app");
  const words = useJobWords();
  const language = useLanguage();
  const now = useNow(15_000);
  const id = useId();
  const [until, setUntil] = useState<string | null>(null);

  function choose(value: string) {
    onHold(false);
    if (value === "other") {
      takeTime(timeText(suggestedEnd(Date.now())));
      return;
    }
    setUntil(null);
    onChange(Number(value));
  }
  function takeTime(value: string) {
    setUntil(value);
    const next = minutesUntil(readTime(value), Date.now());
    onHold(next === null);
    if (next !== null) onChange(next);
  }
  function problemOf(typed: string): string | undefined {
    const time = readTime(typed);
    if (time === null) return appText("timeFormat");
    return minutesUntil(time, now) === null ? text("untilPast") : undefined;
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
          {...timeInput("minute", until, takeTime)}
          label={text("untilLabel")}
          problem={problemOf(until)}
        />
      )}
    </>
  );
}
