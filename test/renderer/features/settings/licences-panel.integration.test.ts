import type { Page } from "@playwright/test";
import { test } from "vitest";
import { called } from "../../support/fake-main-calls.ts";
import { fakePages } from "../../support/fake-pages.ts";
import { axeFindings, expect, picture } from "../../support/page-checks.ts";
import { samplePackages } from "./sample-packages.ts";

const onPage = fakePages();
const file = "**/licences.json";
const prepare = (page: Page) => page.route(file, (route) => route.fulfill({ json: samplePackages }));

const words = {
  en: {
    settings: "Settings",
    open: "Open-source licences",
    search: "Search by name or licence",
    all: "All licences",
    lgpl: "LGPL-2.1+ gives you the source code of this package: version 0.11.0 at https://example.org/source/scanner.",
  },
  "zh-CN": {
    settings: "设置",
    open: "开源许可",
    search: "按名称或许可证搜索",
    all: "全部许可",
    lgpl: "根据 LGPL-2.1+，你可以获取此软件包的源代码：https://example.org/source/scanner，版本 0.11.0。",
  },
} as const;

async function openLicences(page: Page, language: keyof typeof words = "en") {
  const { settings, open } = words[language];
  await page.getByRole("button", { name: settings, exact: true }).click();
  await page.getByRole("button", { name: open }).click();
  return page.getByRole("complementary", { name: open });
}

for (const [language, theme, width, height] of [
  ["en", "light", 1280, 800],
  ["zh-CN", "dark", 2560, 1440],
] as const) {
  test(`every package is listed, and one's terms are shown in its place (${language}, ${theme})`, () =>
    onPage({ language, theme, width, height, prepare }, async (page) => {
      const { open, search, all, lgpl } = words[language];
      const panel = await openLicences(page, language);
      const list = panel.getByRole("grid", { name: open });
      await expect(list).toHaveAttribute("aria-rowcount", String(samplePackages.length));
      await picture(page, `licences-${language}-${theme}`);
      expect(await axeFindings(page)).toEqual([]);

      await panel.getByRole("searchbox", { name: search }).fill("lgpl");
      await expect(list.getByRole("row")).toHaveCount(1);
      await list.getByText("scanner").click();
      await expect(panel.getByRole("heading", { name: "scanner 0.11.0" })).toBeVisible();
      await expect(panel.getByText(lgpl)).toBeVisible();
      await expect(panel.getByText("scanner-1a2b.wasm")).toBeVisible();
      await expect(panel.getByRole("region", { name: "scanner 0.11.0" })).toContainText("120. Permission");
      await picture(page, `licence-${language}-${theme}`);
      expect(await axeFindings(page)).toEqual([]);

      await panel.getByRole("button", { name: all }).click();
      await expect(list).toBeFocused();
      await expect(list.getByRole("row")).toHaveCount(1);
    }));
}

test("by the keyboard: search, down the list, in, through the text, and back to the same row", () =>
  onPage({ prepare }, async (page) => {
    const panel = await openLicences(page);
    const list = panel.getByRole("grid");
    const active = list.locator("[data-active]");
    await panel.getByRole("searchbox").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await expect(active).toContainText("scanner");
    await page.keyboard.press("Enter");
    const terms = panel.getByRole("region", { name: "scanner 0.11.0" });
    await expect(terms).toBeFocused();
    await page.keyboard.press("End");
    await expect.poll(() => terms.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
    await page.keyboard.press("Escape");
    await expect(terms).toHaveCount(0);
    await expect(list).toBeFocused();
    await expect(active).toContainText("scanner");
    await expect(active).toBeInViewport();
    await page.keyboard.press("Escape");
    await expect(panel).toHaveCount(0);
  }));

test("the text can be selected, addresses are copied by a click", () =>
  onPage({ prepare }, async (page) => {
    const panel = await openLicences(page);
    await panel.getByRole("searchbox").fill("scanner");
    await panel.getByRole("row").click();
    const terms = panel.getByRole("region", { name: "scanner 0.11.0" });
    await terms.getByText("1. Permission").click({ clickCount: 3, position: { x: 60, y: 20 } });
    expect(await page.evaluate(() => getSelection()?.toString().trim())).toMatch(
      /^\d+\. Permission is granted to read this line\.$/,
    );
    const address = "https://example.org/source/scanner";
    await panel.getByRole("button", { name: `Copy address ${address}` }).click();
    await expect.poll(() => called(page, "shell.copyText")).toEqual([{ text: address }]);
  }));

test("what is not found is said, and where nothing can be read there is a way on", () => {
  let isThere = false;
  const broken = (page: Page) =>
    page.route(file, (route) => route.fulfill({ json: isThere ? samplePackages : { not: "a list" } }));
  return onPage({ prepare: broken }, async (page) => {
    const panel = await openLicences(page);
    await expect(panel.getByRole("alert")).toContainText("The licences could not be shown.");
    expect(await axeFindings(page)).toEqual([]);
    isThere = true;
    await panel.getByRole("button", { name: "Try again" }).click();
    await panel.getByRole("searchbox").fill("no such thing");
    await expect(panel.getByText("No package has this name or licence")).toBeVisible();
    await expect(panel.getByRole("grid")).toHaveCount(0);
    await panel.getByRole("button", { name: "Settings" }).click();
    await expect(page.getByRole("complementary", { name: "Settings" })).toBeVisible();
  });
});

test("nothing of it is loaded before it is opened", () => {
  const asked: string[] = [];
  const watch = async (page: Page) => {
    await prepare(page);
    page.on("request", (request) => asked.push(request.url()));
  };
  return onPage({ prepare: watch }, async (page) => {
    const isLicences = (url: string) => /licences/.test(url);
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    await page.getByRole("button", { name: "Open-source licences" }).waitFor();
    expect(asked.filter(isLicences)).toEqual([]);
    await page.getByRole("button", { name: "Open-source licences" }).click();
    await page.getByRole("complementary").getByRole("grid").waitFor();
    expect(asked.filter(isLicences)).toContainEqual(expect.stringMatching(/licences\.json$/));
  });
});
