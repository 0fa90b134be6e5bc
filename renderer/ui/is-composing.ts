/** True while an input method is still composing (Chinese, Japanese …): that Enter picks a word and must not submit. */
export function isComposing(event: {
  readonly nativeEvent?: { readonly isComposing?: boolean };
  readonly isComposing?: boolean;
  readonly keyCode?: number;
}): boolean {
  return event.isComposing === true || event.nativeEvent?.isComposing === true || event.keyCode === 229;
}

/** For a form's onKeyDown: the Enter that ends a word never submits. */
export function keepComposing(event: {
  readonly key: string;
  readonly nativeEvent: { readonly isComposing?: boolean };
  readonly keyCode: number;
  preventDefault(): void;
}): void {
  if (event.key === "Enter" && isComposing(event)) event.preventDefault();
}
