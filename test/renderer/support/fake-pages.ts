import type { Browser, BrowserContext, LaunchOptions, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { buildPageOnce } from "../harness/build-page.ts";
import { launchChromium } from "../harness/launch-chromium.ts";
import { type ServedPage, servePage } from "../harness/serve-page.ts";

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
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

export type OnPage = (options: PageOptions, run: (page: Page) => Promise<unknown>) => Promise<void>;

/**
 * The page on a fake main, in one browser for all tests of the file that calls this. Each test has a page of its own,
 * and fails on anything its page complained of.
 */
export function fakePages(launchOptions: () => Promise<LaunchOptions> = async () => ({})): OnPage {
  let served: ServedPage;
  let browser: Browser;
  beforeAll(async () => {
    const folder = inject("pageFolder");
    await buildPageOnce(folder);
    served = await servePage(folder);
    browser = await launchChromium(await launchOptions());
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  return async (options, run) => {
    const { scene = "main", language = "en", theme = "system", files = 0 } = options;
    const viewport = { width: options.width ?? 1280, height: options.height ?? 800 };
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    context.setDefaultTimeout(60_000);
    try {
      await context.addInitScript({ path: served.fakeScript });
      await options.prepare?.(context);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (line) => {
        // A picture that is let go of while it is being drawn is no fault.
        const isLetGo = line.location().url.startsWith("blob:");
        if (line.type() === "error" && !isLetGo) complaints.push(line.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      const query = new URLSearchParams({ scene, lang: language, theme, files: String(files) });
      await page.goto(`${served.url}?${query}`);
      await wholePage(page, scene === "welcome" ? ["accounts.list"] : asked);
      await run(page);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
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
