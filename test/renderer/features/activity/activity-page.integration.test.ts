import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedPage, servePage } from "../../harness/serve-page.ts";

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

/** The activity page, opened by its shortcut; fails on anything the page complained of. */
async function onActivity(query: string, run: (page: Page) => Promise<void>, width = 1280) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: "reduce" });
  try {
    await context.addInitScript({ path: served.fakeScript });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${served.url}?${query}`);
    await page.locator(".rail").waitFor();
    await page.keyboard.press("Control+Shift+A");
    await page.locator(".activity-toolbar").waitFor();
    await run(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

const grid = (page: Page) => page.getByRole("grid", { name: "Activity" });
const row = (page: Page, index: number) => grid(page).locator(`[aria-rowindex="${index}"]`);

async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  });
}

/** For looking at: set QUNZHU_SCREENS to a folder. */
async function screenshot(page: Page, name: string) {
  const folder = process.env.QUNZHU_SCREENS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

test.each(["lang=en&theme=light", "lang=en&theme=dark", "lang=zh-CN&theme=light"])(
  "axe finds nothing wrong: %s",
  async (query) => {
    await onActivity(query, async (page) => {
      await page.getByRole("grid").last().getByRole("row").nth(5).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await screenshot(page, `activity-${query.replace(/\W/g, "-")}`);
    });
  },
);

test("an empty journal says what will be in it, and axe finds nothing wrong", async () => {
  await onActivity("lang=en&scene=empty", async (page) => {
    await page.getByText("Nothing yet").waitFor();
    expect(await page.getByRole("button", { name: "Export CSV" }).isDisabled()).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
  });
});

test("a row says when, what, to whom, where and how it ended, or why it cannot be undone", async () => {
  await onActivity("lang=en", async (page) => {
    await row(page, 1).getByText("Muted").waitFor();
    await row(page, 1).getByText("1 hour").or(row(page, 1).getByText("60 minutes")).waitFor();
    await row(page, 3).getByText("Refused").waitFor();
    await row(page, 3).getByText("no permission (20011)").waitFor();
    await row(page, 5).getByText("was “Old name”").waitFor();
    await row(page, 9).getByText("Can’t be undone").waitFor();
    await screenshot(page, "activity-rows");
  });
});

test("100,000 rows: the end is one key away, and only what is seen exists", async () => {
  await onActivity("lang=en", async (page) => {
    await row(page, 1).waitFor();
    await grid(page).focus();
    await page.keyboard.press("End");
    await row(page, 100_000).waitFor();
    expect(await grid(page).getByRole("row").count()).toBeLessThan(60);
  });
});

test("search and filters narrow the list, and everything comes back", async () => {
  await onActivity("lang=en", async (page) => {
    await page.getByText("100,000 entries").waitFor();
    await page.getByRole("searchbox", { name: /names, groups/ }).fill("ann");
    await page.getByText("3 entries").waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("combobox", { name: "Kind of act" }).selectOption("Kicked");
    await row(page, 2).getByText("Kicked").waitFor();
    await page.getByRole("combobox", { name: "Whose acts" }).selectOption("By others");
    expect(await page.getByRole("combobox", { name: "Kind of act" }).inputValue()).toBe("");
  });
});

test("a row leads to the person in the group", async () => {
  await onActivity("lang=en", async (page) => {
    await row(page, 2).click();
    await page.getByRole("complementary", { name: "Member" }).waitFor();
    await page.getByRole("tab", { name: "Members" }).waitFor();
    expect(await page.locator(".activity-page").count()).toBe(0);
  });
});

test("a single mute offers its undo as a plan", async () => {
  await onActivity("lang=en", async (page) => {
    await row(page, 1)
      .getByRole("button", { name: /^Undo: Muted/ })
      .click();
    await page.getByRole("complementary").waitFor();
    expect(await page.locator(".activity-page").count()).toBe(1);
  });
});

test("beside narrow windows what matters stays", async () => {
  await onActivity(
    "lang=en",
    async (page) => {
      await row(page, 1).getByText("Muted").waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await screenshot(page, "activity-narrow");
    },
    900,
  );
});
