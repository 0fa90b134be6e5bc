import type { Page } from "@playwright/test";
import { test } from "vitest";
import { fakePages, type PageOptions } from "../../support/fake-pages.ts";
import { axeFindings, expect, picture } from "../../support/page-checks.ts";

const onPage = fakePages();

function onGroups(run: (page: Page) => Promise<void>, options: PageOptions = {}) {
  return onPage(options, async (page) => {
    await rows(page).first().waitFor();
    await run(page);
  });
}

const grid = (page: Page) => page.getByRole("grid", { name: /^(Groups|群)$/ });
const rows = (page: Page) => grid(page).getByRole("row");
const panel = (page: Page) => page.getByRole("complementary");
const bar = (page: Page) => page.locator(".groups-bulk");
const act = (page: Page, name: string) => bar(page).getByRole("button", { name, exact: true });

/** The first, the second and the fourth, all of which we run. */
async function selectThree(page: Page) {
  for (const index of [0, 1, 3]) {
    await rows(page)
      .nth(index)
      .click({ modifiers: ["Control"] });
  }
  await bar(page).getByText(/3/).first().waitFor();
}

test("groups are selected by box, mouse and keyboard; a plain click still opens one", () =>
  onGroups(async (page) => {
    await rows(page).nth(2).click();
    await page.getByRole("heading", { name: "小区团购（3 号楼）" }).waitFor();
    await expect(bar(page)).toHaveCount(0);
    await expect(rows(page).nth(2)).toHaveAttribute("aria-current", "true");
    await expect(rows(page).nth(2)).toHaveAttribute("aria-selected", "false");
    await rows(page).nth(0).hover();
    await rows(page).nth(0).locator(".group-check").click();
    await bar(page).getByText("1 selected").waitFor();
    await rows(page)
      .nth(3)
      .click({ modifiers: ["Shift"] });
    await bar(page).getByText("4 selected").waitFor();
    await rows(page)
      .nth(1)
      .click({ modifiers: ["Control"] });
    await bar(page).getByText("3 selected").waitFor();
    await page.getByRole("heading", { name: "小区团购（3 号楼）" }).waitFor();
    await picture(page, "groups-selected-en");
    expect(await axeFindings(page)).toEqual([]);
    await rows(page).nth(4).click();
    await page.getByRole("heading", { name: "全国用户大群" }).waitFor();
    await bar(page).getByText("3 selected").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await bar(page).getByText("4 selected").waitFor();
    await page.keyboard.press("Shift+ArrowDown");
    await bar(page).getByText("5 selected").waitFor();
    await page.keyboard.press("Escape");
    await bar(page).waitFor({ state: "detached" });
  }));

test("Ctrl+A takes all the search finds, and what is found later is not added", () =>
  onGroups(async (page) => {
    await page.getByRole("searchbox", { name: "Search groups" }).fill("小");
    await expect(rows(page)).toHaveCount(2);
    await page.getByRole("searchbox", { name: "Search groups" }).press("ArrowDown");
    await page.keyboard.press("Control+a");
    await bar(page).getByText("2 selected").waitFor();
    await page.getByRole("searchbox", { name: "Search groups" }).fill("");
    await expect.poll(() => rows(page).count()).toBeGreaterThan(5);
    await bar(page).getByText("2 selected").waitFor();
    await bar(page).getByRole("button", { name: "Clear the selection" }).click();
    await bar(page).waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("grid");
    await page.keyboard.press("Control+2");
    await page.getByRole("heading", { level: 1, name: "Demo WeChat" }).waitFor();
    await rows(page).nth(1).click();
    await rows(page)
      .nth(2)
      .click({ modifiers: ["Control"] });
    await expect(bar(page)).toHaveCount(0);
  }));

test("an announcement is written, looked at, sent to three groups, and taken back where it went", () =>
  onGroups(async (page) => {
    await selectThree(page);
    await act(page, "Announce…").click();
    const show = panel(page).getByRole("button", { name: "Show the plan" });
    await show.waitFor();
    await expect(show).toBeDisabled();
    await picture(page, "groups-announce-write-en");
    expect(await axeFindings(page)).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
    await page.keyboard.type("Summer break");
    await panel(page)
      .getByLabel("Text")
      .fill("We meet again on 1 September.\nDetails: https://example.com/summer");
    await show.click();
    const confirm = panel(page).getByRole("button", { name: "Announce in 3 groups" });
    await confirm.waitFor();
    await panel(page).getByRole("article", { name: "Preview" }).getByText("Summer break").waitFor();
    await picture(page, "groups-announce-plan-en");
    expect(await axeFindings(page)).toEqual([]);
    await panel(page).getByRole("button", { name: "Write on" }).click();
    await confirm.waitFor({ state: "detached" });
    await expect(panel(page).getByLabel("Title")).toHaveValue("Summer break");
    await show.click();
    await confirm.click();
    await panel(page).getByRole("button", { name: "Run 1 failure again…" }).waitFor();
    await bar(page).waitFor({ state: "detached" });
    await picture(page, "groups-announce-report-en");
    expect(await axeFindings(page)).toEqual([]);
    await panel(page).getByRole("button", { name: "Undo…" }).click();
    await panel(page).getByRole("button", { name: "Take the announcement back in 2 groups" }).waitFor();
    await picture(page, "groups-announce-undo-en");
  }));

test("settings are chosen once and shown for each group as what they change", () =>
  onGroups(async (page) => {
    await grid(page).focus();
    await page.keyboard.press("Control+a");
    await bar(page).getByText("14 selected").waitFor();
    await act(page, "Settings…").click();
    await panel(page).getByLabel("Who may join").selectOption("After approval");
    await panel(page).getByLabel("Read receipts").selectOption("On");
    await picture(page, "groups-settings-write-en");
    expect(await axeFindings(page)).toEqual([]);
    await panel(page).getByRole("button", { name: "Show the plan" }).click();
    await panel(page).getByRole("button", { name: "Change settings of 4 groups" }).waitFor();
    const changes = panel(page).getByRole("region", { name: "What changes" });
    await changes.getByText("Anyone → After approval").first().waitFor();
    await panel(page).getByText("Already so, nothing to do").waitFor();
    await panel(page).getByText("Your role doesn’t allow it").waitFor();
    await picture(page, "groups-settings-plan-en");
    expect(await axeFindings(page)).toEqual([]);
    await panel(page).getByRole("button", { name: "Change settings of 4 groups" }).click();
    await panel(page).getByRole("button", { name: "Undo…" }).waitFor();
    await picture(page, "groups-settings-report-en");
    await panel(page).getByRole("button", { name: "Jobs" }).click();
    await panel(page).getByRole("button", { name: "Report of: Change settings of 4 groups" }).waitFor();
  }));

test("everybody is muted in groups for a time, and groups are left only after a plain warning", () =>
  onGroups(
    async (page) => {
      await selectThree(page);
      await act(page, "全员禁言…").click();
      await panel(page).getByLabel("禁言时长").selectOption("10");
      await panel(page).getByText("3 个群全员禁言 10 分钟").waitFor();
      await picture(page, "groups-mute-zh-dark");
      expect(await axeFindings(page)).toEqual([]);
      await panel(page).getByRole("button", { name: "3 个群全员禁言" }).waitFor();
      await act(page, "退群…").click();
      await panel(page).getByText("退出后需重新加入").waitFor();
      await panel(page).getByText("你是群主").waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("取消");
      await panel(page).getByRole("button", { name: "退出 1 个群" }).waitFor();
      await picture(page, "groups-leave-zh-dark");
      expect(await axeFindings(page)).toEqual([]);
      await act(page, "设置…").click();
      await panel(page).getByLabel("谁可以加入").selectOption("需审批");
      await picture(page, "groups-settings-write-zh-dark");
      expect(await axeFindings(page)).toEqual([]);
      await panel(page).getByRole("button", { name: "查看执行计划" }).click();
      await picture(page, "groups-settings-plan-zh-dark");
      expect(await axeFindings(page)).toEqual([]);
    },
    { language: "zh-CN", theme: "dark" },
  ));
