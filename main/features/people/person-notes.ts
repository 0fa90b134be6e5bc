import type { Database, SqlRow } from "../../platform/database/database.ts";

export interface PersonNote extends SqlRow {
  readonly accountId: string;
  readonly personId: string;
  readonly note: string;
}

/** One's own notes on people, in the journal: nobody could tell them again. */
export function createPersonNotes(journal: Database) {
  return {
    all: () =>
      journal.all<PersonNote>(
        "SELECT account_id AS accountId, person_id AS personId, note FROM person_notes ORDER BY 1, 2",
      ),

    /** An empty one is taken away. */
    async set({ accountId, personId, note }: PersonNote): Promise<void> {
      await journal.run(
        note === ""
          ? "DELETE FROM person_notes WHERE account_id = ? AND person_id = ?"
          : "INSERT OR REPLACE INTO person_notes (account_id, person_id, note) VALUES (?, ?, ?)",
        note === "" ? [accountId, personId] : [accountId, personId, note],
      );
    },

    async forget(accountId: string): Promise<void> {
      await journal.run("DELETE FROM person_notes WHERE account_id = ?", [accountId]);
    },
  };
}
