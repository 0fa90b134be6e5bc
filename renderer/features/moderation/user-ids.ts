/** What was found in a pasted text: ids in their order, each once, and the words that are none. */
export interface PastedIds {
  readonly ids: readonly string[];
  readonly unreadable: readonly string[];
}

/** Ids as they come out of a chat, a table or a CSV file: separated by spaces, lines, commas, semicolons or 、. */
export function readUserIds(text: string): PastedIds {
  const words = text.normalize("NFKC").split(/[\s,;、"'|]+/u);
  const ids = new Set<string>();
  const unreadable = new Set<string>();
  for (const word of words) {
    if (word === "") continue;
    if (/^\d{1,19}$/.test(word)) ids.add(word);
    else unreadable.add(word);
  }
  return { ids: [...ids], unreadable: [...unreadable] };
}
