import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { buildFakeMain, buildPage } from "./build-page.ts";
import { launchChromium } from "./launch-chromium.ts";
import { fakeScriptIn, servePage } from "./serve-page.ts";

// node test/renderer/harness/take-screenshots.ts FOLDER [PART-OF-NAME]: every screen on fake data, for looking at.
const [folder = "out/screens", only = ""] = process.argv.slice(2);

type Screen = readonly [
  name: string,
  query: string,
  size: "s" | "l",
  steps?: (page: Page) => Promise<unknown>,
];

const openFirst = (page: Page) => page.getByRole("row").first().click();
const openMembers = async (page: Page) => {
  await page.getByText("全国用户大群").first().click();
  await page.getByRole("tab").nth(1).click();
};
/** Name and password are refused. */
const addAccount = async (page: Page) => {
  await page
    .getByRole("main")
    .getByRole("button", { name: /^(Add account|添加账号)/ })
    .click();
  const fields = page.locator("input.text-input");
  await fields.nth(0).fill("welovemaxim");
  await fields.nth(1).fill("chenjing");
  await fields.nth(2).fill("a password");
  await page.locator("button[type=submit]").click();
  await page.getByRole("alert").waitFor();
};
const addPrivateAccount = async (page: Page) => {
  await addAccount(page);
  await page.locator("form").getByRole("checkbox").check();
  await page.locator("input[name=apiUrl]").fill("http://example.com/api");
  await page.locator("input[name=directory]").fill("dns.example.com");
  await page.locator("button[type=submit]").click();
};
const screens: readonly Screen[] = [
  ["welcome-zh", "scene=welcome", "s"],
  ["welcome-en-dark", "scene=welcome&lang=en&theme=dark", "s"],
  ["add-account-zh", "scene=welcome", "s", (page) => addAccount(page)],
  ["add-account-zh-dark", "scene=welcome&theme=dark", "s", (page) => addPrivateAccount(page)],
  ["add-account-en", "scene=welcome&lang=en", "s", (page) => addPrivateAccount(page)],
  ["add-account-en-dark", "scene=welcome&lang=en&theme=dark", "s", (page) => addAccount(page)],
  ["main-zh", "", "s", openFirst],
  ["members-zh", "", "s", openMembers],
  ["members-en-dark", "lang=en&theme=dark", "s", openMembers],
  ["few-cards-zh", "scene=fewCards", "s", openMembers],
  ["few-cards-en", "scene=fewCards&lang=en", "s", openMembers],
  ["few-cards-zh-dark", "scene=fewCards&theme=dark", "s", openMembers],
  ["few-cards-large-en-dark", "scene=fewCards&lang=en&theme=dark", "l", openMembers],
  [
    "few-cards-panel-en",
    "scene=fewCards&lang=en",
    "s",
    async (page) => {
      await openMembers(page);
      await page.getByRole("grid").last().getByRole("row").nth(3).click();
      await page.getByRole("complementary").waitFor();
    },
  ],
  [
    "few-cards-note-zh-dark",
    "scene=fewCards&theme=dark",
    "s",
    async (page) => {
      await openMembers(page);
      await page.getByRole("grid").last().getByRole("row").nth(4).click();
      await page.getByRole("button", { name: "添加备注" }).click();
    },
  ],
  [
    "member-card-zh",
    "",
    "s",
    async (page) => {
      await openMembers(page);
      await page.getByRole("grid").last().getByRole("row").nth(5).click();
      await page.getByRole("complementary").waitFor();
    },
  ],
  [
    "overview-en",
    "lang=en",
    "s",
    async (page) => {
      await openFirst(page);
      await page.getByRole("tab").first().click();
    },
  ],
  ["nothing-open-en", "lang=en", "s"],
  ["empty-zh", "scene=empty", "s"],
  ["loading-zh", "scene=loading", "s"],
  [
    "offline-en",
    "scene=offline&lang=en",
    "s",
    async (page) => {
      await openFirst(page);
      await page.keyboard.press("F5");
    },
  ],
  ["notices-zh-dark", "scene=notices&theme=dark", "s"],
  [
    "settings-zh",
    "",
    "s",
    async (page) => {
      await openFirst(page);
      await page.getByRole("button", { name: "设置" }).click();
      await page.getByRole("complementary").waitFor();
    },
  ],
  [
    "signed-out-en-dark",
    "lang=en&theme=dark",
    "s",
    async (page) => {
      await page.keyboard.press("Control+3");
      await page.getByRole("button", { name: "Sign in again" }).click();
      await page.getByLabel("User name").waitFor();
    },
  ],
  ["members-large-zh", "", "l", openMembers],
  ["members-large-en-dark", "lang=en&theme=dark", "l", openMembers],
];
const sizes = { s: { width: 1280, height: 800 }, l: { width: 2560, height: 1440 } };

await mkdir(folder, { recursive: true });
const pageFolder = await mkdtemp(join(tmpdir(), "qunzhu-page-"));
await buildPage(pageFolder, "production");
await buildFakeMain(pageFolder);
const served = await servePage(pageFolder);
const browser = await launchChromium();
for (const [name, query, size, steps] of screens) {
  if (!name.includes(only)) continue;
  const context = await browser.newContext({ viewport: sizes[size], reducedMotion: "reduce" });
  await context.addInitScript({ path: fakeScriptIn(pageFolder) });
  const page = await context.newPage();
  page.on("console", (line) => process.stdout.write(`${name}: ${line.type()} ${line.text()}\n`));
  page.on("pageerror", (error) => process.stdout.write(`${name}: ${error.stack}\n`));
  await page.goto(`${served.url}production/?${query}`);
  await page.locator(".frame").waitFor();
  await steps?.(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}
await browser.close();
await served.close();
await rm(pageFolder, { recursive: true, force: true });
