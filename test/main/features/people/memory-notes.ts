import type { PeopleDeps } from "../../../../main/features/people/people-service.ts";

/** Own notes as the journal keeps them, in memory. */
export function memoryNotes(): PeopleDeps["notes"] {
  const notes = new Map<string, { accountId: string; personId: string; note: string }>();
  return {
    all: async () => [...notes.values()].filter(({ note }) => note !== ""),
    set: async (written) => void notes.set(`${written.accountId} ${written.personId}`, written),
    async forget(accountId) {
      for (const [key, note] of notes) if (note.accountId === accountId) notes.delete(key);
    },
  };
}
