import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect } from "vitest";
import type { Reply } from "../../../../shared/ipc/contract.ts";
import { type ServedPage, servePage } from "../../harness/serve-page.ts";
import { type AdministrationProbe, installFakeAdministration } from "./fake-administration.ts";

type Probed = { readonly administrationProbe: AdministrationProbe };

export const ownedGroup = "青禾读书会";
export const memberGroup = "小区团购（3 号楼）";
export const themes = ["light", "dark"] as const;

export interface OnPageOptions {
  readonly group: string;
  readonly tab?: string;
  readonly theme?: "light" | "dark";
  readonly language?: "en" | "zh-CN";
}

/** The page of a group on made-up data, in one browser for all tests of the file that calls this. */
export function administrationPage() {
  let served: ServedPage;
  let browser: Browser;
  let axeSource: string;

  beforeAll(async () => {
    served = await servePage();
    browser = await chromium.launch({
      executablePath: process.env.QUNZHU_CHROMIUM ?? "/usr/lib/chromium/chromium",
      args: ["--no-sandbox"],
    });
    axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  return {
    /** Runs the test and fails on anything the page complained of. */
    async onGroup(options: OnPageOptions, run: (page: Page) => Promise<void>): Promise<void> {
      const { group, tab, theme = "light", language = "en" } = options;
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        reducedMotion: "reduce",
      });
      try {
        await context.addInitScript({ path: served.fakeScript });
        await context.addInitScript(installFakeAdministration, Date.now());
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
        page.on("pageerror", (error) => complaints.push(String(error)));
        await page.goto(`${served.url}?lang=${language}&theme=${theme}`);
        await page.getByRole("row").getByText(group).click();
        await page.getByRole("heading", { level: 2, name: group }).waitFor();
        if (tab !== undefined) await page.getByRole("tab", { name: tab }).click();
        await run(page);
        expect(complaints).toEqual([]);
      } finally {
        await context.close();
      }
    },

    async axeFindings(page: Page): Promise<readonly string[]> {
      await page.evaluate(axeSource);
      return page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
        const { violations } = await axe.run(document, { resultTypes: ["violations"] });
        return violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
        );
      });
    },
  };
}

/** Inputs of the calls of that name so far. */
export function called(page: Page, name: string): Promise<unknown[]> {
  return page.evaluate(
    (wanted) =>
      (window as unknown as Probed).administrationProbe.calls
        .filter((call) => call.name === wanted)
        .map(({ input }) => input),
    name,
  );
}

export function refuse(page: Page, name: string, reply: Reply): Promise<void> {
  return page.evaluate(
    ([call, answer]) => {
      (window as unknown as Probed).administrationProbe.refusals[call] = answer;
    },
    [name, reply] as const,
  );
}

export function setCode(page: Page, code: AdministrationProbe["code"]): Promise<void> {
  return page.evaluate((given) => {
    (window as unknown as Probed).administrationProbe.code = given;
  }, code);
}

/** For looking at: a picture of the page where QUNZHU_SCREENS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.QUNZHU_SCREENS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
