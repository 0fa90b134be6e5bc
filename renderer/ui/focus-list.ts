/** Brings the focus to the list within an element: from its search field, or when what stood beside it is gone. */
export function focusList(space: Element | null | undefined): void {
  space?.querySelector<HTMLElement>('[role="grid"]')?.focus();
}
