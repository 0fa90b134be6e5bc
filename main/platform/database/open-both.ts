import { join } from "node:path";
import type { Database } from "./database.ts";
import { openDatabase } from "./open-database.ts";

/** Cache and journal, each in a worker of its own. When one cannot be opened, the other is closed again. */
export async function openBoth(dataFolder: string): Promise<[cache: Database, journal: Database]> {
  const opening = [
    openDatabase(join(dataFolder, "cache.sqlite")),
    openDatabase(join(dataFolder, "journal.sqlite"), "journal"),
  ] as const;
  try {
    return await Promise.all(opening);
  } catch (cause) {
    for (const opened of await Promise.allSettled(opening)) {
      if (opened.status === "fulfilled") await opened.value.close();
    }
    throw cause;
  }
}
