import type { Page } from "@playwright/test";
import { test } from "vitest";
import { accounts } from "../harness/fake-world.ts";
import { answer } from "../support/fake-main-calls.ts";
import { fakePages, type PageOptions } from "../support/fake-pages.ts";
import { axeFindings, expect, picture } from "../support/page-checks.ts";

const onPage = fakePages();

/** The inbox, opened by its key. */
function onInbox(run: (page: Page) => Promise<void>, options: PageOptions = {}) {
  return onPage(options, async (page) => {
    await page.keyboard.press("Control+Shift+I");
    await page.locator(".inbox-page").waitFor();
    await run(page);
  });
}

const rows = (page: Page) => page.getByRole("grid", { name: /Inbox|待处理/ }).getByRole("row");
const panel = (page: Page) => page.getByRole("complementary");
const button = (page: Page, name: string) =>
  page.locator(".inbox-page").getByRole("button", { name, exact: true });

test("one is asked about above the list, and says what became of it", () =>
  onInbox(async (page) => {
    await expect(rows(page)).toHaveCount(10);
    await expect(page.getByRole("button", { name: "Inbox, 10 waiting" })).toHaveCount(1);
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "inbox-en");
    const dialog = page.getByRole("alertdialog");
    for (const index of [0, 1]) {
      await rows(page).nth(index).click();
      await button(page, "Approve").first().click();
      await expect(dialog.getByText("Approve this request?")).toHaveCount(1);
      if (index === 0) await picture(page, "inbox-ask-en");
      expect(await axeFindings(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Approve" }).click();
      await dialog.waitFor({ state: "detached" });
    }
    await expect(page.getByText("Decided just now: 1 done · 1 not done")).toHaveCount(1);
    await expect(rows(page).getByText("Already handled")).toHaveCount(1);
    await expect(rows(page).getByText("Approved")).toHaveCount(1);
    await expect(page.getByRole("button", { name: "Inbox, 9 waiting" })).toHaveCount(1);
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "inbox-decided-en");
    await button(page, "Put away").click();
    await expect(rows(page)).toHaveCount(9);
  }));

test.each([
  ["en", "Applications to the groups of", "could not be read.", "Server: Operation rejected (402)"],
  ["zh-CN", "各群的入群申请", "无法读取", "服务器：Operation rejected (402)"],
] as const)(
  "a list that could not be read is told with its account and the server's words: %s",
  (language, ...words) =>
    onInbox(
      async (page) => {
        const unread = {
          ...{ accountId: accounts[0]?.id, list: "application", code: "refused", message: "no" },
          server: { code: "402", message: "Operation rejected" },
        };
        await answer(page, "inbox.sync", { ok: true, value: [unread] });
        await answer(page, "inbox.list", { ok: true, value: { revision: 1e15, pending: 0, rows: [] } });
        await page.keyboard.press("F5");
        for (const part of words) await page.locator(".error-line").getByText(part).first().waitFor();
        await page.getByText(/Somebody may be waiting|可能有人在等待/).waitFor();
        expect(await axeFindings(page)).toEqual([]);
        await picture(page, `inbox-unread-${language}`);
      },
      { language },
    ),
);

test("several applications become a plan, then a report; the selection lets go of them", () =>
  onInbox(async (page) => {
    await rows(page).nth(0).click();
    await rows(page)
      .nth(3)
      .click({ modifiers: ["Shift"] });
    await rows(page).nth(2).locator(".inbox-check").click();
    await expect(page.getByText("3 selected")).toHaveCount(1);
    await button(page, "Approve").first().click();
    await panel(page).getByText("They become members at once").waitFor();
    const confirm = panel(page).getByRole("button", { name: "Approve 3 applications in 3 groups" });
    await confirm.waitFor();
    await picture(page, "inbox-plan-en");
    expect(await axeFindings(page)).toEqual([]);
    await confirm.click();
    await panel(page).getByRole("button", { name: "Run 1 failure again…" }).waitFor();
    await page.getByText("3 selected").waitFor({ state: "detached" });
    await picture(page, "inbox-report-en");
    expect(await axeFindings(page)).toEqual([]);
  }));

test("the keyboard chooses all and asks to refuse: a plan for who applied, a question for who invited us", () =>
  onInbox(async (page) => {
    await rows(page).nth(0).click();
    await page.keyboard.press("Control+a");
    await expect(page.getByText("10 selected")).toHaveCount(1);
    await page.keyboard.press("Delete");
    await panel(page).getByRole("button", { name: "Refuse 9 applications in 4 groups" }).waitFor();
    const dialog = page.getByRole("alertdialog");
    await expect(dialog.getByText("Refuse this request?")).toHaveCount(1);
    await picture(page, "inbox-refuse-en");
    expect(await axeFindings(page)).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Cancel");
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "detached" });
    await dialog.getByRole("button", { name: "Cancel" }).press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect(page.getByRole("grid", { name: "Inbox" })).toBeFocused();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await expect(dialog.getByText("Approve this request?")).toHaveCount(1);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.keyboard.press("Control+Shift+I");
    await page.locator(".inbox-page").waitFor({ state: "detached" });
  }));

test("applications to several accounts have a plan each, confirmed one after another", () =>
  onInbox(
    async (page) => {
      await expect(rows(page)).toHaveCount(10);
      await rows(page).nth(0).click();
      await rows(page)
        .nth(5)
        .click({ modifiers: ["Shift"] });
      await button(page, "同意").first().click();
      await panel(page).getByText("第 1 / 2 份计划 · 青禾社区").waitFor();
      await picture(page, "inbox-accounts-zh-dark");
      expect(await axeFindings(page)).toEqual([]);
      await panel(page).getByRole("button", { name: "同意 4 条申请（3 个群）" }).click();
      await panel(page).getByText("第 2 / 2 份计划 · Work").waitFor();
      await page.getByText("已选 2 条").waitFor({ state: "attached" });
      await panel(page).getByRole("button", { name: "同意 2 条申请（2 个群）" }).click();
      await panel(page).getByRole("heading", { name: "同意 2 条申请（2 个群）" }).waitFor();
      await page.getByText("已选").waitFor({ state: "detached" });
    },
    { language: "zh-CN", theme: "dark", scene: "accounts" },
  ));

test("search, what is decided, and the way back by a group", () =>
  onInbox(async (page) => {
    const search = page.getByRole("searchbox", { name: /Search person/ });
    await search.fill("keiko");
    await expect(rows(page)).toHaveCount(2);
    await search.fill("nobody at all");
    await expect(page.getByText("No request matches")).toHaveCount(1);
    await search.fill("");
    await page.getByRole("combobox", { name: "Show" }).selectOption("decided");
    await expect(rows(page)).toHaveCount(2);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("grid", { name: "Groups" }).getByRole("row").first().click();
    await page.locator(".inbox-page").waitFor({ state: "detached" });
  }));

test("the group list says where somebody waits", () =>
  onInbox(async (page) => {
    const first = page.getByRole("grid", { name: "Groups" }).getByRole("row").first();
    await expect(first.getByTitle("3 applications wait")).toHaveCount(1);
  }));

test("Chinese and dark, and nobody waiting", async () => {
  await onInbox(
    async (page) => {
      await expect(rows(page)).toHaveCount(10);
      await rows(page).nth(1).click();
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, "inbox-zh-dark");
    },
    { language: "zh-CN", theme: "dark" },
  );
  await onInbox(
    async (page) => {
      await expect(page.getByText("没有人在等待")).toHaveCount(1);
      await picture(page, "inbox-empty-zh");
    },
    { language: "zh-CN", scene: "empty" },
  );
});
