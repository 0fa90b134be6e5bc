/** What a person is called, by whom; "" or null where nobody calls them anything there. */
export interface PersonNames {
  /** Written by the person at the screen, known to nobody else. */
  readonly note?: string | null;
  /** Set for this account on the server. */
  readonly alias?: string | null;
  /** Of one group. */
  readonly card?: string | null;
  readonly nickName?: string | null;
  /** What they sign in with. */
  readonly username?: string | null;
}

/** Best first: own note, alias, group card, nick name, user name. A name of blanks only is none. */
function namesOf({ note, alias, card, nickName, username }: PersonNames): string[] {
  return [note, alias, card, nickName, username].filter(
    (name): name is string => typeof name === "string" && name.trim() !== "",
  );
}

/** The name that is shown; "" where there is none, and the id stands in its place. */
export function shownNameOf(names: PersonNames): string {
  return namesOf(names)[0] ?? "";
}

/**
 * What a search for people looks at, in lower case of every script: the shown name, which it is sorted by, then the
 * names it hides, then the id. A note must not make its person unfindable under the name that others use.
 */
export function personSearchTextOf(names: PersonNames, id: string): string {
  const all = namesOf(names);
  return [all[0] ?? "", ...new Set(all.slice(1)), id].join("\n").toLowerCase();
}

/** A note as it is kept. */
export const longestNote = 100;
