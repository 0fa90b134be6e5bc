/** What a search in a list looks at: name and id, in lower case of every script. */
export function searchTextOf(name: string, id: string): string {
  return `${name}\n${id}`.toLowerCase();
}

/** What a person typed, made comparable with {@link searchTextOf}. */
export function searchQueryOf(typed: string): string {
  return typed.trim().toLowerCase();
}
