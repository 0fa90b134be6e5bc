import { join } from "node:path";
import type { AppError } from "../../../shared/errors.ts";
import type { Database } from "./database.ts";
import { openDatabase } from "./open-database.ts";

export interface OpenBothOptions {
  /** The cache is set aside, whatever it holds; the journal never is at somebody's wish. */
  readonly isCacheFresh?: boolean;
  readonly onDeath?: (cause: AppError) => void;
}

/**
 * Cache and journal, each in a worker of its own. When one cannot be opened, the other is closed again; when neither
 * can, the journal's reason is told: a fresh cache would not help.
 */
export async function openBoth(
  dataFolder: string,
  { isCacheFresh = false, ...options }: OpenBothOptions = {},
): Promise<[cache: Database, journal: Database]> {
  const [cache, journal] = await Promise.allSettled([
    openDatabase(join(dataFolder, "cache.sqlite"), "cache", { ...options, isFresh: isCacheFresh }),
    openDatabase(join(dataFolder, "journal.sqlite"), "journal", options),
  ]);
  if (cache.status === "fulfilled" && journal.status === "fulfilled") return [cache.value, journal.value];
  for (const opened of [cache, journal]) if (opened.status === "fulfilled") await opened.value.close();
  throw journal.status === "rejected" ? journal.reason : cache.status === "rejected" ? cache.reason : null;
}
