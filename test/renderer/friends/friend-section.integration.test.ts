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

/** The card of a member, in the account of this place in the rail: 1 is no WeChat account, 2 is one. */
async function onCard(place: 1 | 2, run: (page: Page) => Promise<void>, query = "lang=en") {
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
    await page.getByRole("row").first().waitFor();
    await page.keyboard.press(`Control+${place}`);
    await page.getByText("Weekend hiking").first().click();
    await page.getByRole("tab").nth(1).click();
    await page.getByText("Sofia García").first().click();
    await page.getByRole("complementary").locator("dl").first().waitFor();
    await run(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

const card = (page: Page) => page.getByRole("complementary");

test("one person is asked with a greeting, the counters move, and it is sent, not added", () =>
  onCard(2, async (page) => {
    await expect.poll(() => card(page).getByText("3 of 15").count()).toBe(1);
    expect(
      await card(page)
        .getByText(/added only recently/)
        .count(),
    ).toBe(1);
    await card(page).getByRole("button", { name: "Send friend request…" }).click();
    const send = card(page).getByRole("button", { name: "Send request" });
    expect(await send.isDisabled()).toBe(true);
    await card(page).getByLabel("Greeting").fill("x".repeat(60));
    expect(await card(page).getByLabel("Greeting").inputValue()).toHaveLength(50);
    await card(page).getByLabel("Greeting").fill("We met on the hike");
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "friend-asking-en");
    await page.keyboard.press("Enter");
    await expect.poll(() => card(page).getByText("The request was sent.").count()).toBe(1);
    await expect.poll(() => card(page).getByText("4 of 15").count()).toBe(1);
    expect(
      await card(page)
        .getByText(/Not accepted yet/)
        .count(),
    ).toBe(1);
    expect(await card(page).getByRole("button", { name: "Send friend request…" }).isDisabled()).toBe(true);
    await picture(page, "friend-sent-en");
  }));

test("when WeChat complains everything stops until the person goes on", () =>
  onCard(
    2,
    async (page) => {
      await card(page).getByRole("button", { name: "发送好友申请…" }).click();
      await card(page).getByLabel("验证语").fill("stop");
      await card(page).getByRole("button", { name: "发送申请" }).click();
      await expect
        .poll(() =>
          card(page)
            .getByRole("alert")
            .getByText(/需要暂停/)
            .count(),
        )
        .toBe(1);
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, "friend-stopped-zh-dark");
      await card(page).getByRole("button", { name: "继续使用" }).click();
      await card(page)
        .getByText(/需要暂停/)
        .waitFor({ state: "detached" });
    },
    "lang=zh-CN&theme=dark",
  ));

test("an account that is no WeChat account has none of it", () =>
  onCard(1, async (page) => {
    expect(await card(page).getByRole("button", { name: "Send friend request…" }).count()).toBe(0);
  }));
