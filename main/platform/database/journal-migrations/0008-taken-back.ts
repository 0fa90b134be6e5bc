import type { Migration } from "../migrations/migration.ts";

/** Finds what took an act back, and what a job did to a target. Few acts are undos, and many are of no job. */
export const takenBack: Migration = {
  version: 8,
  sql: `
    CREATE INDEX activities_by_undone ON activities (undoes) WHERE undoes IS NOT NULL;
    CREATE INDEX activities_by_job ON activities (job_id, group_id, target_id) WHERE job_id IS NOT NULL;
  `,
};
