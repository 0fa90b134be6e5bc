import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { servePage } from "./serve-page.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the page is built, once for a whole run; browsers have their profiles in there as well. */
    pageFolder: string;
    /** Where it is served: one address for all files, so that a browser's caches hold for all of them. */
    pageUrl: string;
  }
}

/** Gives all test files of a run one built page; nothing is built before one of them needs it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "qunzhu-page-"));
  const served = await servePage(folder);
  project.provide("pageFolder", folder);
  project.provide("pageUrl", served.url);
  return async () => {
    await served.close();
    // A browser that has just ended may still write into its profile.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}
