import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Database } from "../../../../main/platform/database/database.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** A real database in a real worker, in an empty folder; closed and gone after the test. */
export async function tempDatabase(): Promise<{ database: Database; file: string; folder: string }> {
  const folder = await tempFolder();
  const file = join(folder, "qunzhu.sqlite3");
  return { database: await openedDatabase(file), file, folder };
}

/** Closing twice is refused by the database and forgiven here: some tests close it themselves. */
export async function openedDatabase(file: string): Promise<Database> {
  const database = await openDatabase(file);
  onTestFinished(() => database.close().catch(() => undefined));
  return database;
}
