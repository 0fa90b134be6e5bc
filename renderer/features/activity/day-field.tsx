import { useState } from "react";
import { readDay } from "../../local-time.ts";
import { timeInput } from "../../ui/time-input.ts";

interface DayFieldProps {
  readonly label: string;
  /** As `dayText` writes it. */
  readonly value: string | null;
  /** Null as long as no day stands in the field. */
  readonly onChange: (day: string | null) => void;
}

/** A day, typed. What is no day counts as none, and is marked once the field is left. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  const [typed, setTyped] = useState("");
  const [isLeft, setIsLeft] = useState(false);
  const shown = readDay(typed) === value ? typed : (value ?? "");
  function take(next: string) {
    setTyped(next);
    setIsLeft(false);
    onChange(readDay(next));
  }
  return (
    <input
      {...timeInput("day", shown, take)}
      className="text-input digits"
      aria-label={label}
      aria-invalid={(isLeft && shown.trim() !== "" && readDay(shown) === null) || undefined}
      onBlur={() => setIsLeft(true)}
    />
  );
}
