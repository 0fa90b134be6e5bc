import type { KeyboardEvent } from "react";
import { isComposing } from "./is-composing.ts";

/** Escape closes, except where it only ends an input method's word. */
export function closeOnEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== "Escape" || isComposing(event) || event.defaultPrevented) return;
  event.preventDefault();
  event.stopPropagation();
  close();
}
