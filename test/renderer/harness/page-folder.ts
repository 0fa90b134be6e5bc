import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the page is built, once for a whole run. */
    pageFolder: string;
  }
}

/** Gives all test files of a run one folder for the built page; nothing is built before one of them needs it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "qunzhu-page-"));
  project.provide("pageFolder", folder);
  return () => rm(folder, { recursive: true, force: true });
}
