/** A question in a window of the system's own, which needs no page of ours. */
export interface MessageBox<Choice extends string = string> {
  readonly kind: "error" | "question";
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  /** The first is the one that Enter takes. */
  readonly choices: readonly { readonly choice: Choice; readonly label: string }[];
  /** What closing the box means, and what holds where nobody can be asked. */
  readonly cancel: Choice;
}

/** Asks and waits. An aborted signal closes the box as the person would: the answer is `cancel`. */
export type Ask = <Choice extends string>(box: MessageBox<Choice>, signal?: AbortSignal) => Promise<Choice>;

export function isChinese(language: string): boolean {
  return /^zh\b/i.test(language);
}
