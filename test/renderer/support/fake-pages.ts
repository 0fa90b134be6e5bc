import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, CDPSession, LaunchOptions, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { oncePerRun } from "../../support/once-per-run.ts";
import { buildFakeMain, buildPage, type PageBuild } from "../harness/build-page.ts";
import { launchProfile } from "../harness/launch-chromium.ts";
import { fakeScriptIn } from "../harness/serve-page.ts";

/** How a page is opened: on which data, in which language, how large. */
export interface PageOptions {
  readonly scene?: string;
  readonly language?: "en" | "zh-CN";
  /** As the system says, which is light at first, when left out. */
  readonly theme?: "light" | "dark";
  /** So many files in each group. */
  readonly files?: number;
  readonly width?: number;
  readonly height?: number;
  /** What else the window gets before its page starts, e.g. answers in place of the usual ones. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export type OnPage = (options: PageOptions, run: (page: Page) => Promise<unknown>) => Promise<void>;

export interface FakePagesOptions {
  /** The page as it is shipped, when left out. */
  readonly build?: PageBuild;
  readonly launchOptions?: () => Promise<LaunchOptions>;
}

/** What a site keeps, but for the caches of what was loaded and compiled, for which the profile is there. */
const kept = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage";

/**
 * The page on a fake main, in one browser for all tests of the file that calls this. Each test has a page of its own,
 * finds nothing that the one before left, and fails on anything its page complained of. Opening a page costs mostly the
 * compiling of its code: so files that run one after another in the same worker share a profile. Where the browser is
 * started in a way of its own, so is its profile.
 */
export function fakePages({ build = "production", launchOptions }: FakePagesOptions = {}): OnPage {
  const folder = inject("pageFolder");
  const url = `${inject("pageUrl")}${build}/`;
  let browser: BrowserContext;
  let devtools: CDPSession;
  beforeAll(async () => {
    await oncePerRun(folder, build, () => buildPage(folder, build));
    await oncePerRun(folder, "fake-main", () => buildFakeMain(folder));
    const profile =
      launchOptions === undefined
        ? join(folder, `profile-of-worker-${process.env.VITEST_POOL_ID}`)
        : await mkdtemp(join(folder, "profile-"));
    browser = await launchProfile(profile, { reducedMotion: "reduce", ...(await launchOptions?.()) });
    browser.setDefaultTimeout(60_000);
    // It stays open, and the browser with it, between two tests.
    const blank = browser.pages()[0] ?? (await browser.newPage());
    devtools = await browser.newCDPSession(blank);
  });
  afterAll(async () => {
    await browser?.close();
  });

  return async (options, run) => {
    const { scene = "main", language = "en", theme = "system", files = 0 } = options;
    const { width = 1280, height = 800 } = options;
    await devtools.send("Storage.clearDataForOrigin", { origin: new URL(url).origin, storageTypes: kept });
    await browser.clearPermissions();
    const page = await browser.newPage();
    const opened = [page];
    page.on("popup", (popup) => opened.push(popup));
    try {
      await page.setViewportSize({ width, height });
      await page.addInitScript({ path: fakeScriptIn(folder) });
      await options.prepare?.(page);
      const complaints: string[] = [];
      page.on("console", (line) => {
        // A picture that is let go of while it is being drawn is no fault.
        const isLetGo = line.location().url.startsWith("blob:");
        if (line.type() === "error" && !isLetGo) complaints.push(line.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      const query = new URLSearchParams({ scene, lang: language, theme, files: String(files) });
      await page.goto(`${url}?${query}`);
      await wholePage(page, scene === "welcome" ? ["accounts.list"] : asked);
      await run(page);
      expect(complaints).toEqual([]);
    } finally {
      await Promise.all(opened.map((one) => one.close()));
    }
  };
}

/** What is asked for by the frame and by those parts of it that come only when the browser is idle. */
const asked = ["groups.window", "groups.sync", "jobs.list", "transfers.list"];

/** Waits until all parts of the page that come by themselves are there and listen. */
export async function wholePage(page: Page, names: readonly string[] = asked): Promise<void> {
  await page.locator(".frame, .welcome").first().waitFor();
  await page.waitForFunction(
    (wanted) => wanted.every((name) => window.fakeMain.calls.some((call) => call.name === name)),
    names,
  );
}
