import type { Migration } from "../migrations/migration.ts";
import { activity } from "./0001-activity.ts";
import { jobs } from "./0002-jobs.ts";

/** Every step of the journal, in order. A new one is added at the end. */
export const journalMigrations: readonly Migration[] = [activity, jobs];
