/** What a search in a list looks at: name and id, in lower case of every script. */
export function searchTextOf(name: string, id: string): string {
  return `${name}\n${id}`.toLowerCase();
}

/** What a person typed, made comparable with {@link searchTextOf}. */
export function searchQueryOf(typed: string): string {
  return typed.trim().toLowerCase();
}

/**
 * A word of a name's sound, marked at its beginning: `minglang` → `Minglang`, `3hao` → `^3hao`. Words can then stand
 * one after another, and a search by `instr` finds beginnings only: "an" finds 安 but not the middle of 张.
 */
export function soundWord(letters: string): string {
  return /^[a-z]/.test(letters) ? letters.slice(0, 1).toUpperCase() + letters.slice(1) : `^${letters}`;
}

/** What a person typed, as the beginning of a {@link soundWord}; null where it can be no sound. */
export function soundQueryOf(typed: string): string | null {
  const letters = typed
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ü", "v")
    .replace(/[\s'’]/g, "");
  return /^[a-z0-9]{1,60}$/.test(letters) && /[a-z]/.test(letters) ? soundWord(letters) : null;
}
