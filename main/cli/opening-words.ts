import type { OpeningNotice } from "../features/settings/notices-service.ts";

const words: Readonly<Partial<Record<OpeningNotice["kind"], string>>> = {
  database_damaged: "the local cache was damaged; it was kept aside and is built anew",
  database_newer: "the local cache was made by a newer version; it was kept aside and a new one was made",
  journal_damaged:
    "the journal of what was done was damaged; it was kept aside, and what could still be read was moved into a new one",
  journal_newer:
    "the journal of what was done was made by a newer version; it was kept aside, and what could be read was moved",
  journal_lost: "the journal of what was done was empty, missing or another one; a new one was begun",
  journal_rows_damaged:
    "so many entries of the journal were damaged and are no longer shown; they are kept in its file",
  journal_writes_lost:
    "the journal is older than when it was last used: so many of the latest changes are missing in it",
};

/** What was found when the data was opened, for the document of the command that opened it. */
export function openingWords(found: readonly OpeningNotice[]) {
  return found.map(({ kind, detail }) => ({ kind, detail, message: words[kind] ?? kind }));
}
