import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { servePage } from "../renderer/harness/serve-page.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the page is built, once for a whole run; browsers have their profiles in there as well. */
    pageFolder: string;
    /** Where it is served: one address for all files, so that a browser's caches hold for all of them. */
    pageUrl: string;
    /** Where the command line is built: beside the packages that are not bundled. */
    cliFolder: string;
  }
}

/** Gives all test files of a run one built page and one built command line; each is built when first needed. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const out = resolve(import.meta.dirname, "../../out");
  await mkdir(out, { recursive: true });
  const [page, cli] = await Promise.all([
    mkdtemp(join(tmpdir(), "qunzhu-page-")),
    mkdtemp(join(out, "cli-")),
  ]);
  const served = await servePage(page);
  project.provide("pageFolder", page);
  project.provide("pageUrl", served.url);
  project.provide("cliFolder", cli);
  return async () => {
    await served.close();
    // A browser that has just ended may still write into its profile.
    await Promise.all(
      [page, cli].map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })),
    );
  };
}
