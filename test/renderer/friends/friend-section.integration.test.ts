import type { Page } from "@playwright/test";
import { test } from "vitest";
import { fakePages, type PageOptions } from "../support/fake-pages.ts";
import { axeFindings, expect, picture } from "../support/page-checks.ts";

const onPage = fakePages();

/** The card of a member, in the account of this place in the rail: 1 is no WeChat account, 2 is one. */
function onCard(place: 1 | 2, run: (page: Page) => Promise<void>, options: PageOptions = {}) {
  return onPage(options, async (page) => {
    await page.keyboard.press(`Control+${place}`);
    await page.locator(`.rail-accounts li:nth-child(${place}) [aria-current]`).waitFor();
    await page.getByText("Weekend hiking").first().click();
    await page.locator("#group-tab-members").click();
    await page.getByText("Sofia García").first().click();
    await card(page).locator("dl").first().waitFor();
    await run(page);
  });
}

const card = (page: Page) => page.getByRole("complementary");

test("one person is asked with a greeting, the counters move, and it is sent, not added", () =>
  onCard(2, async (page) => {
    await expect(card(page).getByText("3 of 15")).toHaveCount(1);
    await expect(card(page).getByText(/added only recently/)).toHaveCount(1);
    await card(page).getByRole("button", { name: "Send friend request…" }).click();
    const send = card(page).getByRole("button", { name: "Send request" });
    await expect(send).toBeDisabled();
    await card(page).getByLabel("Greeting").fill("x".repeat(60));
    await expect(card(page).getByLabel("Greeting")).toHaveValue("x".repeat(50));
    await card(page).getByLabel("Greeting").fill("We met on the hike");
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "friend-asking-en");
    await page.keyboard.press("Enter");
    await expect(card(page).getByText("The request was sent.")).toHaveCount(1);
    await expect(card(page).getByText("4 of 15")).toHaveCount(1);
    await expect(card(page).getByText(/Not accepted yet/)).toHaveCount(1);
    await expect(card(page).getByRole("button", { name: "Send friend request…" })).toBeDisabled();
    await picture(page, "friend-sent-en");
  }));

test("when WeChat complains everything stops until the person goes on", () =>
  onCard(
    2,
    async (page) => {
      await card(page).getByRole("button", { name: "发送好友申请…" }).click();
      await card(page).getByLabel("验证语").fill("stop");
      await card(page).getByRole("button", { name: "发送申请" }).click();
      await expect(
        card(page)
          .getByRole("alert")
          .getByText(/需要暂停/),
      ).toHaveCount(1);
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, "friend-stopped-zh-dark");
      await card(page).getByRole("button", { name: "恢复使用" }).click();
      await card(page)
        .getByText(/需要暂停/)
        .waitFor({ state: "detached" });
    },
    { language: "zh-CN", theme: "dark" },
  ));

test("an account that is no WeChat account has none of it", () =>
  onCard(1, async (page) => {
    await expect(card(page).getByRole("button", { name: "Send friend request…" })).toHaveCount(0);
  }));
