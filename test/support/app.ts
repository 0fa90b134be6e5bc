import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test as base } from "@playwright/test";
import { launchInChromium, spawnForChromium } from "./chromium-app.ts";
import { launchInElectron, spawnElectron, startElectron } from "./electron-app.ts";
import type { App, AppWithoutWindow, Launch, LaunchOptions } from "./launched-app.ts";
import { onlyOwnHosts } from "./only-own-hosts.ts";

export { expect } from "@playwright/test";
export type { App, AppWithoutWindow, LaunchOptions } from "./launched-app.ts";

const root = path.resolve(import.meta.dirname, "..", "..");
const script = path.join(root, "out/app/main/chromium-main.js");

/** Which shell this run tests: `QUNZHU_SHELL`, set by `npm run e2e` and `npm run e2e:electron`. */
export const shellKind = process.env.QUNZHU_SHELL === "electron" ? "electron" : "chromium";

/** Starts the built app (`npm run build` first). Whoever launches closes: `app.close()`. */
export async function launchApp(options: LaunchOptions = {}): Promise<App> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), "qunzhu-e2e-")));
  const launch = launchOn(dataFolder, options);
  await mkdir(launch.downloadsFolder, { recursive: true });
  if (options.dataFolder !== undefined) return start(launch);
  const remove = () => rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  const app = await start(launch).catch(async (cause: unknown) => {
    await remove();
    throw cause;
  });
  return { ...app, close: () => app.close().finally(remove) };
}

/** Starts the app on a folder on which it cannot open a window at once. Whoever launches waits for `exited`, or kills. */
export async function launchWithoutWindow(
  dataFolder: string,
  options: LaunchOptions = {},
): Promise<AppWithoutWindow> {
  const launch = launchOn(dataFolder, options);
  return shellKind === "electron" ? startElectron(root, launch) : spawnForChromium(script, launch);
}

/** A second start in Electron, which hands over to the first and ends at once. */
export function startAgainInElectron(dataFolder: string): Omit<AppWithoutWindow, "main"> {
  return spawnElectron(root, launchOn(dataFolder, {}));
}

function launchOn(dataFolder: string, options: LaunchOptions): Launch {
  const downloadsFolder = path.join(dataFolder, "downloads");
  return {
    dataFolder,
    downloadsFolder,
    args: ["--data", dataFolder, ...(options.args ?? [])],
    env: {
      ...definedOnly(process.env),
      ...onlyOwnHosts,
      QUNZHU_HEADLESS: process.env.QUNZHU_HEADLESS ?? "1",
      QUNZHU_LANGUAGE: options.language ?? "en",
      QUNZHU_DOWNLOADS: downloadsFolder,
      QUNZHU_TEST: "1",
      ...options.env,
    },
  };
}

async function start(launch: Launch): Promise<App> {
  const launched =
    shellKind === "electron" ? launchInElectron(root, launch) : launchInChromium(script, launch);
  const app = await launched;
  // Playwright's own setting does not reach a page that it did not open.
  app.page.setDefaultTimeout(60_000);
  return app;
}

/** A test that needs one app: started on an empty data folder, closed and cleaned up afterwards. */
export const test = base.extend<{ app: App }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from here.
  app: async ({}, use) => {
    const app = await launchApp();
    await use(app);
    await app.close();
  },
});

/** A test that only looks, or leaves the app as it found it: several of them share one. */
export const testOnSharedApp = base.extend<object, { sharedApp: App }>({
  sharedApp: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from here.
    async ({}, use) => {
      const app = await launchApp();
      await use(app);
      await app.close();
    },
    { scope: "worker" },
  ],
});

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
