import { useEffect, useId, useRef, useState } from "react";
import { useText } from "../../i18n.ts";
import { readTime, timeText } from "../../local-time.ts";
import { minutesUntil } from "../../mute-minutes.ts";
import { Button } from "../../ui/button.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { timeInput } from "../../ui/time-input.ts";
import { mutePresets } from "./mute-times.ts";

interface MuteChoiceProps {
  readonly title: string;
  readonly onChoose: (minutes: number) => void;
  readonly onCancel: () => void;
}

const hour = 3_600_000;

/** For how long, or until when: one click on a preset, or a time. Takes the focus; Escape leaves. */
export function MuteChoice({ title, onChoose, onCancel }: MuteChoiceProps) {
  const text = useText("moderation");
  const appText = useText("app");
  const id = useId();
  const first = useRef<HTMLButtonElement>(null);
  const [time, setTime] = useState(() => timeText(Date.now() + hour));
  const [isWrong, setIsWrong] = useState(false);
  useEffect(() => first.current?.focus(), []);

  function useTime() {
    const minutes = minutesUntil(readTime(time), Date.now());
    setIsWrong(minutes === null);
    if (minutes !== null) onChoose(minutes);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one row
    <div
      className="moderation-form"
      role="group"
      aria-labelledby={`${id}-title`}
      onKeyDown={(event) => closeOnEscape(event, onCancel)}
    >
      <strong id={`${id}-title`}>{title}</strong>
      <div className="form-buttons">
        {mutePresets.map(({ minutes, words }, index) => (
          <Button
            key={words}
            size="small"
            {...(index === 0 && { ref: first })}
            onClick={() => onChoose(minutes)}
          >
            {text(words)}
          </Button>
        ))}
      </div>
      <div className="form-buttons mute-until">
        <label htmlFor={`${id}-time`}>{text("untilTime")}</label>
        <input
          {...timeInput("minute", time, (typed) => {
            setTime(typed);
            setIsWrong(false);
          })}
          id={`${id}-time`}
          className="text-input digits"
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? `${id}-problem` : undefined}
        />
        <Button size="small" onClick={useTime}>
          {text("useTime")}
        </Button>
        <Button size="small" variant="text" onClick={onCancel}>
          {text("cancel")}
        </Button>
      </div>
      {isWrong && (
        <span id={`${id}-problem`} className="field-problem" role="alert">
          {readTime(time) === null ? appText("timeFormat") : text("timePassed")}
        </span>
      )}
    </div>
  );
}
