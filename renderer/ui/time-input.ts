import type { InputHTMLAttributes, KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { stepped } from "../local-time.ts";
import { isComposing } from "./is-composing.ts";

const formats = { day: "YYYY-MM-DD", minute: "YYYY-MM-DD HH:mm" } as const;

/**
 * What makes an input one for a day, or for a time to the minute. The browser's own would speak the browser's
 * language, not ours. ArrowUp and ArrowDown move the part in which the cursor stands.
 */
export function timeInput(
  kind: keyof typeof formats,
  value: string,
  onChange: (typed: string) => void,
): InputHTMLAttributes<HTMLInputElement> {
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event) || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    const input = event.currentTarget;
    const place = input.selectionStart ?? 0;
    const next = stepped(value, place, event.key === "ArrowUp" ? 1 : -1);
    if (next === null) return;
    flushSync(() => onChange(next));
    input.setSelectionRange(place, place);
  }
  return {
    type: "text",
    value,
    placeholder: formats[kind],
    title: formats[kind],
    maxLength: 30,
    autoComplete: "off",
    spellCheck: false,
    onChange: (event) => onChange(event.target.value),
    onKeyDown,
  };
}
