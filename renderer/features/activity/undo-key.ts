import { isComposing } from "../../ui/is-composing.ts";

/** Ctrl+Z or Cmd+Z, except in a field, where it takes back what was typed. */
export function isUndoKey(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly target: EventTarget;
  readonly nativeEvent: { readonly isComposing?: boolean };
}): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || isComposing(event)) return false;
  return event.key.toLowerCase() === "z" && !(event.target instanceof HTMLInputElement);
}
