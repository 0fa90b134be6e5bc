import type { Page } from "@playwright/test";
import { test } from "vitest";
import { called } from "../../support/fake-main-calls.ts";
import { fakePages, type PageOptions } from "../../support/fake-pages.ts";
import { axeFindings, expect, picture } from "../../support/page-checks.ts";

const onPage = fakePages();

/** The activity page, opened by its shortcut. */
function onActivity(options: PageOptions, run: (page: Page) => Promise<void>) {
  return onPage(options, async (page) => {
    await page.keyboard.press("Control+Shift+A");
    await page.locator(".activity-toolbar").waitFor();
    await run(page);
  });
}

const lastWindow = async (page: Page) => (await called(page, "activity.window")).at(-1);
const grid = (page: Page) => page.getByRole("grid", { name: "Activity" });
const row = (page: Page, index: number) => grid(page).locator(`[aria-rowindex="${index}"]`);

test.each([
  ["en", "light"],
  ["en", "dark"],
  ["zh-CN", "light"],
] as const)("axe finds nothing wrong (%s, %s)", async (language, theme) => {
  await onActivity({ language, theme }, async (page) => {
    await page.getByRole("grid").last().getByRole("row").nth(5).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, `activity-${language}-${theme}`);
  });
});

test("an empty journal says what will be in it, and axe finds nothing wrong", async () => {
  await onActivity({ scene: "empty" }, async (page) => {
    await page.getByText("Nothing yet").waitFor();
    await expect(page.getByRole("button", { name: "Export CSV" })).toBeDisabled();
    expect(await axeFindings(page)).toEqual([]);
  });
});

test("a row says when, what, to whom, where and how it ended, or why it cannot be undone", async () => {
  await onActivity({}, async (page) => {
    await row(page, 1).getByText("Muted").waitFor();
    await row(page, 1).getByText("1 hour").or(row(page, 1).getByText("60 minutes")).waitFor();
    await row(page, 3).getByText("Refused").waitFor();
    await row(page, 3)
      .getByText("Only members of the group may do this. Server: no permission (20011)")
      .waitFor();
    await row(page, 5).getByText("was “Old name”").waitFor();
    await row(page, 4).getByRole("button", { name: "Chess → 国际象棋俱乐部" }).waitFor();
    await row(page, 9).getByText("Who may join").waitFor();
    await row(page, 9).getByRole("button", { name: "Anyone → After approval" }).waitFor();
    await row(page, 13).getByText("Muted for ever").waitFor();
    await row(page, 15).getByText("Final").waitFor();
    await picture(page, "activity-rows");
  });
});

test("100,000 rows: the end is one key away, and only what is seen exists", async () => {
  await onActivity({}, async (page) => {
    await row(page, 1).waitFor();
    await grid(page).focus();
    await page.keyboard.press("End");
    await row(page, 100_000).waitFor();
    expect(await grid(page).getByRole("row").count()).toBeLessThan(60);
  });
});

test("search and filters narrow the list, and everything comes back", async () => {
  await onActivity({}, async (page) => {
    await page.getByText("100,000 entries").waitFor();
    await page.getByRole("searchbox", { name: /names, groups/ }).fill("ann");
    await page.getByText("3 entries").waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("combobox", { name: "Kind of act" }).selectOption("Kicked");
    await row(page, 2).getByText("Kicked").waitFor();
    await page.getByRole("combobox", { name: "Whose acts" }).selectOption("By others");
    await expect(page.getByRole("combobox", { name: "Kind of act" })).toHaveValue("");
  });
});

test("a row leads to the person in the group", async () => {
  await onActivity({}, async (page) => {
    await row(page, 2).click();
    await page.getByRole("complementary", { name: "Member" }).waitFor();
    await page.getByRole("tab", { name: "Members" }).waitFor();
    await expect(page.locator(".activity-page")).toHaveCount(0);
  });
});

test("a single mute offers its undo as a plan", async () => {
  await onActivity({}, async (page) => {
    await row(page, 1)
      .getByRole("button", { name: /^Undo: Muted/ })
      .click();
    await page.getByRole("complementary").waitFor();
    await expect(page.locator(".activity-page")).toHaveCount(1);
  });
});

test("one click sets a value back; what was changed again since is asked about first", async () => {
  await onActivity({}, async (page) => {
    await row(page, 4).getByRole("button", { name: "Undo: Renamed group: 青禾读书会" }).click();
    const question = page.getByRole("alert");
    await question.getByText("changed again since, to “Go club”. Set it back to “Chess” anyway?").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "activity-question");
    const sure = question.getByRole("button", { name: "Set back" });
    await expect(sure).toBeFocused();
    await page.keyboard.press("Enter");
    await page.getByText("It is “Chess” again.").waitFor();
    await expect(grid(page)).toBeFocused();
  });
});

test("Ctrl+Z takes back the chosen row, or says why not; Escape leaves the question", async () => {
  await onActivity({}, async (page) => {
    await row(page, 1).waitFor();
    await grid(page).focus();
    for (const _ of [2, 3]) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+z");
    await page.getByText("There is nothing to take back.").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+z");
    await page.getByText("Set it back to “Chess” anyway?").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("Set it back").waitFor({ state: "detached" });
  });
});

test("Ctrl+Z from elsewhere on the page takes back the newest that can be, but never out of a field", async () => {
  await onActivity({}, async (page) => {
    await row(page, 1).waitFor();
    await page.getByRole("searchbox", { name: /names, groups/ }).focus();
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("complementary")).toHaveCount(0);
    await page.getByRole("button", { name: "Export CSV" }).focus();
    await page.keyboard.press("Control+z");
    await page.getByRole("complementary").waitFor();
  });
});

test("Space shows a row in full, and its values can be copied", async () => {
  await onActivity({ theme: "dark" }, async (page) => {
    await row(page, 1).waitFor();
    await grid(page).focus();
    for (let index = 2; index <= 14; index += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    const panel = page.getByRole("complementary", { name: "Changed description" });
    await panel.getByText("Bring water and a lamp.").waitFor();
    expect((await panel.locator("pre").first().innerText()).length).toBeGreaterThan(500);
    await panel.getByRole("button", { name: "Copy: Before" }).click();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "activity-panel");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await row(page, 4)
      .getByRole("button", { name: /^Chess →/ })
      .click();
    await page.getByRole("complementary", { name: "Renamed group" }).waitFor();
  });
});

test("any group can be chosen, and any days", async () => {
  await onActivity({}, async (page) => {
    const groups = page.getByRole("combobox", { name: "Group" });
    await groups.selectOption("Choose a group…");
    const panel = page.getByRole("complementary", { name: "Activity of one group" });
    await panel.getByRole("row").nth(2).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "activity-group-picker");
    const name = await panel.getByRole("row").nth(2).locator(".compare-row-name").innerText();
    await panel.getByRole("row").nth(2).click();
    await panel.waitFor({ state: "detached" });
    await expect(groups.locator("option:checked")).toHaveText(`Only ${name}`);
    await page.getByRole("combobox", { name: "Time" }).selectOption("Choose days…");
    await page.getByLabel("From day").fill("2026-11-01");
    await page.getByLabel("To day").fill("2026年11月1０日");
    await expect
      .poll(() => lastWindow(page))
      .toMatchObject({
        since: new Date(2026, 10, 1).getTime(),
        until: new Date(2026, 10, 11).getTime(),
      });
    await page.getByLabel("To day").fill("2026-02-30");
    await expect.poll(() => lastWindow(page)).toMatchObject({ until: null });
    await expect(page.getByLabel("To day")).not.toHaveAttribute("aria-invalid");
    await page.getByLabel("From day").focus();
    await expect(page.getByLabel("To day")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("From day").press("End");
    await page.getByLabel("From day").press("ArrowUp");
    await expect(page.getByLabel("From day")).toHaveValue("2026-11-02");
    await expect.poll(() => lastWindow(page)).toMatchObject({ since: new Date(2026, 10, 2).getTime() });
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "activity-days");
    await page.getByRole("combobox", { name: "Time" }).selectOption("Any time");
    await expect(page.getByLabel("From day")).toHaveCount(0);
  });
});

test("beside narrow windows what matters stays", async () => {
  await onActivity({ width: 900 }, async (page) => {
    await row(page, 1).getByText("Muted").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "activity-narrow");
  });
});
