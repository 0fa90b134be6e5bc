import type { Page } from "@playwright/test";
import { test } from "vitest";
import { bigGroup, type GroupPageOptions, groupPages, memberGroup } from "../../support/group-pages.ts";
import { axeFindings, expect, picture } from "../../support/page-checks.ts";

const onGroup = groupPages();

/** The members of a group of 100,000 that we are an admin of, or of another. */
function onMembers(run: (page: Page) => Promise<void>, options: Partial<GroupPageOptions> = {}) {
  const tab = options.language === "zh-CN" ? "成员" : "Members";
  return onGroup({ group: bigGroup, tab, ...options }, async (page) => {
    await rows(page).first().waitFor();
    await run(page);
  });
}

const grid = (page: Page) => page.getByRole("grid", { name: /^(Members|成员)$/ });
const rows = (page: Page) => grid(page).getByRole("row");
const panel = (page: Page) => page.getByRole("complementary");
const count = (page: Page, words: string) => page.locator(".bulk-count", { hasText: words });
const act = (page: Page, name: string) =>
  page.locator(".bulk-acts").getByRole("button", { name, exact: true });

test("members are selected by box, mouse and keyboard, and stay selected while one scrolls", () =>
  onMembers(async (page) => {
    await rows(page).nth(4).hover();
    await rows(page).nth(4).locator(".row-check-space").click();
    await expect(panel(page)).toHaveCount(0);
    await rows(page)
      .nth(7)
      .click({ modifiers: ["Shift"] });
    await rows(page)
      .nth(5)
      .click({ modifiers: ["Control"] });
    await count(page, "3 selected").waitFor();
    await expect(grid(page)).toHaveAttribute("aria-multiselectable", "true");
    await expect(rows(page).nth(5)).toHaveAttribute("aria-selected", "false");
    await picture(page, "bulk-selected-en");
    expect(await axeFindings(page)).toEqual([]);
    await grid(page).focus();
    await page.keyboard.press("Space");
    await count(page, "4 selected").waitFor();
    await page.keyboard.press("End");
    await page.locator('[aria-rowindex="100000"]').waitFor();
    await page.keyboard.press("Shift+ArrowUp");
    await page.keyboard.press("Home");
    await grid(page).locator('[aria-rowindex="1"]').waitFor();
    await expect(rows(page).nth(4)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Escape");
    await count(page, "selected").waitFor({ state: "detached" });
  }));

test("Ctrl+A takes all a search finds, exactly, and what is found later is not added", () =>
  onMembers(async (page) => {
    await page.getByRole("searchbox", { name: "Search members" }).fill("Alex Chen");
    await page.getByText("matches").waitFor();
    await grid(page).focus();
    await page.keyboard.press("Control+a");
    await count(page, "11,111 selected").waitFor();
    await page.getByRole("searchbox", { name: "Search members" }).fill("");
    await page.locator('.virtual-row[aria-selected="false"]').first().waitFor();
    await count(page, "11,111 selected").waitFor();
  }));

test("three are muted until a time; one refuses, is tried again, and the rest is taken back", () =>
  onMembers(async (page) => {
    await rows(page)
      .nth(3)
      .click({ modifiers: ["Control"] });
    await rows(page)
      .nth(6)
      .click({ modifiers: ["Shift"] });
    await act(page, "Mute…").click();
    const confirm = panel(page).getByRole("button", { name: "Mute 3 people" });
    await confirm.waitFor();
    await panel(page).getByText("Admins: never touched in bulk").waitFor();
    await panel(page).getByLabel("For how long").selectOption("10");
    await panel(page).getByText("Mute 3 people for 10 minutes").waitFor();
    await picture(page, "bulk-plan-en");
    expect(await axeFindings(page)).toEqual([]);
    await panel(page).getByLabel("For how long").selectOption("other");
    await panel(page).getByLabel("Until", { exact: true }).fill("2020-01-01 10:00");
    await panel(page).getByText("still to come").waitFor();
    await expect(confirm).toBeDisabled();
    await panel(page).getByLabel("Until", { exact: true }).fill("2030-01-01");
    await panel(page).getByText("Write the time as YYYY-MM-DD HH:mm.").waitFor();
    await picture(page, "bulk-until-en");
    await expect(confirm).toBeDisabled();
    await panel(page).getByLabel("Until", { exact: true }).fill("2030-01-01 10:00");
    await expect(confirm).toBeEnabled();
    await panel(page).getByLabel("For how long").selectOption("-1");
    await panel(page).getByText("Mute 3 people until lifted").waitFor();
    await confirm.click();
    await panel(page).getByRole("button", { name: "Run 1 failure again…" }).waitFor();
    await count(page, "selected").waitFor({ state: "detached" });
    await panel(page).getByText("10010 权限不足").waitFor();
    await picture(page, "bulk-report-en");
    expect(await axeFindings(page)).toEqual([]);
    await panel(page).getByRole("button", { name: "Done 2" }).click();
    await expect(panel(page).getByRole("row")).toHaveCount(2);
    await panel(page).getByRole("button", { name: "Run 1 failure again…" }).click();
    await panel(page).getByRole("button", { name: "Mute 1 person" }).click();
    await panel(page).getByText("Finished").waitFor();
    await panel(page).getByRole("button", { name: "Jobs" }).click();
    await panel(page)
      .getByRole("button", { name: /Report of: Mute 3/ })
      .waitFor();
    await picture(page, "bulk-jobs-en");
    expect(await axeFindings(page)).toEqual([]);
    await panel(page)
      .getByRole("button", { name: /Report of: Mute 3/ })
      .click();
    await panel(page).getByRole("button", { name: "Undo…" }).click();
    await panel(page).getByRole("button", { name: "Unmute 2 people" }).waitFor();
  }));

test("a kick says that nothing brings it back, focuses Cancel, and many ask to type their number", () =>
  onMembers(async (page) => {
    await page.getByRole("checkbox", { name: "Select everybody shown" }).waitFor();
    await rows(page)
      .nth(4)
      .click({ modifiers: ["Control"] });
    await act(page, "Kick…").click();
    await panel(page).getByText("This can’t be undone").waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe("Cancel");
    await page.keyboard.press("Enter");
    await panel(page).waitFor({ state: "detached" });

    await grid(page).focus();
    await page.keyboard.press("PageDown");
    await page.keyboard.press("Shift+PageDown");
    await page.keyboard.press("Shift+PageDown");
    await act(page, "Kick…").click();
    const kick = panel(page).getByRole("button", { name: /^Kick \d+ people$/ });
    await kick.waitFor();
    await expect(kick).toBeDisabled();
    const typed = /\d+/.exec((await kick.textContent()) ?? "")?.[0] ?? "";
    const field = panel(page).getByLabel(`Type ${typed} to confirm`);
    await field.fill(typed);
    await picture(page, "bulk-kick-en");
    const composing = { key: "Enter", isComposing: true, bubbles: true, cancelable: true };
    const isHeld = await field.evaluate(
      (input, init) => !input.dispatchEvent(new KeyboardEvent("keydown", init)),
      composing,
    );
    expect(isHeld).toBe(true);
    await page.keyboard.press("Enter");
    await panel(page).getByText("This can’t be undone.", { exact: true }).waitFor();
  }));

test("a long job is paused, goes on, survives its panel and is cancelled", () =>
  onMembers(async (page) => {
    await grid(page).focus();
    await page.keyboard.press("Control+a");
    await count(page, "100,000 selected").waitFor();
    await act(page, "Unmute").click();
    await panel(page).getByRole("button", { name: "Unmute 99,996 people" }).click();
    await panel(page).getByText(/Now: /).waitFor();
    await picture(page, "bulk-running-en");
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "detached" });
    const bar = page.getByRole("region", { name: "Jobs" });
    await bar.getByRole("button", { name: "Pause" }).click();
    await bar.getByText("Paused").waitFor();
    await bar.getByRole("button", { name: "Resume" }).click();
    await bar.getByRole("button", { name: "Pause" }).waitFor();
    await picture(page, "bulk-bar-en");
    await bar.getByRole("button", { name: "Cancel the rest" }).click();
    await bar.getByRole("button", { name: /^Report of/ }).click();
    await panel(page)
      .getByRole("button", { name: /^Cancelled / })
      .waitFor();
  }));

test("people are selected by ids out of a file, and invited to other groups", () =>
  onMembers(async (page) => {
    await page.getByRole("button", { name: "Select by IDs…" }).click();
    await panel(page)
      .getByLabel("Open a CSV or text file…")
      .setInputFiles({
        name: "people.csv",
        mimeType: "text/csv",
        buffer: Buffer.from("name,user_id\nA,6597320949948\nB,6597320957867\nC,42424242\nD,6.59E+12\n"),
      });
    await panel(page).getByText("3 IDs read").waitFor();
    await panel(page).getByText("1 is not in this group").waitFor();
    await panel(page).getByText("6.59E+12").last().waitFor();
    await picture(page, "bulk-ids-en");
    expect(await axeFindings(page)).toEqual([]);
    await panel(page).getByRole("button", { name: "Select 3" }).click();
    await count(page, "3 selected").waitFor();
    await act(page, "Invite to other groups…").click();
    await panel(page).getByText("Choose one or more groups").waitFor();
    await panel(page).getByRole("row", { name: "青禾读书会" }).click();
    await panel(page).getByRole("row", { name: "羽毛球周三局" }).click();
    await panel(page).getByRole("button", { name: "Invite 3 people to 2 groups" }).waitFor();
    await picture(page, "bulk-invite-en");
    expect(await axeFindings(page)).toEqual([]);
  }));

test("what our role does not allow is off and says why; one person has the same acts", () =>
  onMembers(
    async (page) => {
      await rows(page).nth(8).click();
      await panel(page).getByText("Only the owner and admins of this group can do this.").waitFor();
      await expect(panel(page).getByRole("button", { name: "Kick…" })).toBeDisabled();
      await picture(page, "bulk-card-en");
      expect(await axeFindings(page)).toEqual([]);
    },
    { group: memberGroup },
  ));

test("a person who is protected is left out of this plan and stays so", () =>
  onMembers(
    async (page) => {
      for (const index of [5, 6]) {
        await rows(page)
          .nth(index)
          .click({ modifiers: ["Control"] });
      }
      await page.locator(".bulk-acts").getByRole("button", { name: "移出群…" }).click();
      await panel(page).getByRole("button", { name: "移出 2 人" }).waitFor();
      await panel(page).getByRole("row").first().hover();
      await panel(page)
        .getByRole("button", { name: /^保护 陈思远/ })
        .click();
      await panel(page).getByRole("button", { name: "移出 1 人" }).waitFor();
      await panel(page).getByText("在受保护名单中").waitFor();
      await panel(page).locator(".plan-protected > summary").click();
      await picture(page, "bulk-protected-zh-dark");
      expect(await axeFindings(page)).toEqual([]);
      await panel(page).getByRole("button", { name: "不再保护 陈思远" }).click();
      await panel(page).getByRole("button", { name: "移出 2 人" }).click();
      await panel(page).getByRole("button", { name: "重新执行 1 个失败项…" }).waitFor();
      await picture(page, "bulk-report-zh-dark");
      expect(await axeFindings(page)).toEqual([]);
    },
    { language: "zh-CN", theme: "dark" },
  ));

test("a job that was cut off is found in the bar, resumed, and its report tells the end", () =>
  onMembers(
    async (page) => {
      const bar = page.getByRole("region", { name: "Jobs" });
      await bar.getByText("5 of 12 · Interrupted: the app was closed").waitFor();
      await bar.getByRole("button", { name: "Report of: Mute 12 people for 1 hour" }).click();
      await panel(page).getByText("Resuming first checks what already happened").waitFor();
      await expect(panel(page).getByRole("button", { name: "Done 5" })).toHaveCount(1);
      await picture(page, "bulk-interrupted-en");
      expect(await axeFindings(page)).toEqual([]);
      await panel(page).getByRole("button", { name: "Resume" }).click();
      await panel(page).getByText("Finished").waitFor();
      await panel(page).getByRole("button", { name: "Done 12" }).waitFor();
      await bar.waitFor({ state: "detached" });
    },
    { scene: "interrupted" },
  ));

test("everybody, chosen while the list is read for the first time, is said to be only those who were there", () =>
  onMembers(
    async (page) => {
      await grid(page).focus();
      await page.keyboard.press("Control+a");
      await count(page, "selected").waitFor();
      const note = page.getByText("only those loaded by then are selected");
      await note.waitFor();
      await picture(page, "bulk-first-sync-en");
      expect(await axeFindings(page)).toEqual([]);
      await rows(page)
        .nth(5)
        .click({ modifiers: ["Control"] });
      await note.waitFor({ state: "detached" });
    },
    { scene: "firstSync" },
  ));
