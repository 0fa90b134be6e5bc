/** Once the problems of a form are drawn: to the first field that is wrong, and what is said below it into view. */
export function focusFirstProblem(form: HTMLFormElement): void {
  requestAnimationFrame(() => {
    const field = form.querySelector<HTMLElement>("[aria-invalid='true']");
    field?.focus();
    // The focus alone would show the field and, in a low window, nothing of the words.
    field?.closest(".field")?.scrollIntoView({ block: "nearest" });
  });
}
