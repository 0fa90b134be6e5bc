import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type App, launchApp } from "../../support/app.ts";
import { test as base } from "./own-server.ts";

/** A test that starts the app several times on the same data; each start is closed with the test at the latest. */
export const test = base.extend<{ dataFolder: string; start: () => Promise<App> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from here.
  dataFolder: async ({}, use) => {
    const dataFolder = await mkdtemp(path.join(tmpdir(), "qunzhu-e2e-"));
    await use(dataFolder);
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  },

  start: async ({ dataFolder }, use) => {
    const started: App[] = [];
    await use(async () => {
      const app = await launchApp({ dataFolder });
      started.push(app);
      return app;
    });
    for (const app of started) await app.close();
  },
});
