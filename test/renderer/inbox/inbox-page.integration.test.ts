import { type Browser, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedPage, servePage } from "../harness/serve-page.ts";
import { axeFindings, picture } from "../support/page-checks.ts";

let served: ServedPage;
let browser: Browser;

beforeAll(async () => {
  served = await servePage();
  browser = await chromium.launch({
    executablePath: process.env.QUNZHU_CHROMIUM ?? "/usr/lib/chromium/chromium",
    args: ["--no-sandbox"],
  });
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** The inbox, opened by its key. */
async function onInbox(run: (page: Page) => Promise<void>, query = "lang=en") {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  try {
    await context.addInitScript({ path: served.fakeScript });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${served.url}?${query}`);
    await page
      .getByRole("row")
      .first()
      .waitFor({ state: query.includes("empty") ? "detached" : "visible" });
    await page.keyboard.press("Control+Shift+I");
    await page.locator(".inbox-page").waitFor();
    await run(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

const rows = (page: Page) => page.getByRole("grid", { name: /Inbox|待处理/ }).getByRole("row");
const button = (page: Page, name: string) =>
  page.locator(".inbox-page").getByRole("button", { name, exact: true });

test("several are chosen, asked about, approved, and each says what became of it", () =>
  onInbox(async (page) => {
    await expect.poll(() => rows(page).count()).toBe(10);
    await expect.poll(() => page.getByRole("button", { name: "Inbox, 10 waiting" }).count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "inbox-en");
    await rows(page).nth(0).click();
    await rows(page)
      .nth(3)
      .click({ modifiers: ["Shift"] });
    await rows(page).nth(2).locator(".inbox-check").click();
    await expect.poll(() => page.getByText("3 selected").count()).toBe(1);
    await button(page, "Approve").first().click();
    const dialog = page.getByRole("alertdialog");
    await expect.poll(() => dialog.getByText("Approve 3 entries?").count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "inbox-ask-en");
    await dialog.getByRole("button", { name: "Approve" }).click();
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => page.getByText("Decided just now: 2 done · 1 not done").count()).toBe(1);
    await expect.poll(() => rows(page).getByText("Already handled").count()).toBe(1);
    expect(await rows(page).getByText("Approved").count()).toBe(2);
    await expect.poll(() => page.getByRole("button", { name: "Inbox, 8 waiting" }).count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "inbox-decided-en");
    await button(page, "Put away").click();
    await expect.poll(() => rows(page).count()).toBe(8);
  }));

test("the keyboard chooses all, asks to refuse, says that it cannot be undone, and Escape takes it back", () =>
  onInbox(async (page) => {
    await rows(page).nth(0).click();
    await page.keyboard.press("Control+a");
    await expect.poll(() => page.getByText("10 selected").count()).toBe(1);
    await page.keyboard.press("Delete");
    const dialog = page.getByRole("alertdialog");
    await expect.poll(() => dialog.getByText("This cannot be undone").count()).toBe(1);
    await picture(page, "inbox-refuse-en");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(
      await page.getByRole("grid", { name: "Inbox" }).evaluate((one) => one === document.activeElement),
    ).toBe(true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => dialog.getByText(/Approve \d/).count()).toBe(1);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.keyboard.press("Control+Shift+I");
    await page.locator(".inbox-page").waitFor({ state: "detached" });
  }));

test("search, what is decided, and the way back by a group", () =>
  onInbox(async (page) => {
    const search = page.getByRole("searchbox", { name: /Search person/ });
    await search.fill("keiko");
    await expect.poll(() => rows(page).count()).toBe(2);
    await search.fill("nobody at all");
    await expect.poll(() => page.getByText("No entry matches").count()).toBe(1);
    await search.fill("");
    await page.getByRole("combobox", { name: "Show" }).selectOption("decided");
    await expect.poll(() => rows(page).count()).toBe(2);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("grid", { name: "Groups" }).getByRole("row").first().click();
    await page.locator(".inbox-page").waitFor({ state: "detached" });
  }));

test("the group list says where somebody waits", () =>
  onInbox(async (page) => {
    const first = page.getByRole("grid", { name: "Groups" }).getByRole("row").first();
    await expect.poll(() => first.getByTitle("3 applications wait").count()).toBe(1);
  }));

test("Chinese and dark, and nobody waiting", async () => {
  await onInbox(async (page) => {
    await expect.poll(() => rows(page).count()).toBe(10);
    await rows(page).nth(1).click();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "inbox-zh-dark");
  }, "lang=zh-CN&theme=dark");
  await onInbox(async (page) => {
    await expect.poll(() => page.getByText("没有人在等待").count()).toBe(1);
    await picture(page, "inbox-empty-zh");
  }, "lang=zh-CN&scene=empty");
});
