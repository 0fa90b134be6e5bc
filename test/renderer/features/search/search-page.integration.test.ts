import type { Page } from "@playwright/test";
import { test } from "vitest";
import { avatarPng } from "../../../../main/demo/seed/png.ts";
import { answer, called } from "../../support/fake-main-calls.ts";
import { bigGroup, groupPages, ownedGroup } from "../../support/group-pages.ts";
import { axeFindings, axeFindingsInBoth, expect, picture } from "../../support/page-checks.ts";

const onGroup = groupPages();
const palette = (page: Page) => page.getByRole("dialog", { name: "Find anything" });
const field = (page: Page) => page.getByRole("combobox", { name: "Find anything" });
const marked = (page: Page) => page.locator('[role="option"][aria-selected="true"]');

async function openPalette(page: Page, query = "") {
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  if (query) await field(page).fill(query);
}

test(`axe finds nothing wrong with the palette, the card and the comparison`, () =>
  onGroup({ group: bigGroup, tab: "Members" }, async (page) => {
    await openPalette(page);
    await palette(page).getByRole("option").first().waitFor();
    await picture(page, `palette-commands`);
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await field(page).fill("lxm");
    await palette(page).getByText("林晓梅").first().waitFor();
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await field(page).fill("青");
    await palette(page).getByText("青禾读书会名单.xlsx").waitFor();
    await picture(page, `palette-found`);
    await field(page).fill("nothing like this");
    await palette(page).getByText("Nothing found").first().waitFor();
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("grid", { name: "Members" }).getByRole("row").nth(2).click();
    await page.getByRole("heading", { name: "In 3 of my groups" }).waitFor();
    await picture(page, `member-card`);
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await page.getByRole("tab", { name: "Overview" }).click();
    await page.getByRole("button", { name: "Compare with another group…" }).click();
    await page.getByRole("grid", { name: "Groups to compare with" }).getByText(ownedGroup).waitFor();
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await page.getByRole("grid", { name: "Groups to compare with" }).getByText(ownedGroup).click();
    await page.getByRole("tab", { name: "Only in this group" }).click();
    await page.getByText("297 people").waitFor();
    await page.getByRole("grid", { name: "Only in this group" }).getByText("赵一鸣").first().waitFor();
    await picture(page, `compare`);
    expect(await axeFindingsInBoth(page)).toEqual([]);
  }));

test("in Chinese everything has its words", () =>
  onGroup({ group: bigGroup, tab: "成员", language: "zh-CN" }, async (page) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "全局搜索" }).fill("sz");
    await page.getByRole("option", { name: "打开设置" }).waitFor();
    await picture(page, "palette-zh");
  }));

test("the keyboard alone finds a person and opens the card in their group", () =>
  onGroup({ group: ownedGroup, tab: "Overview" }, async (page) => {
    await openPalette(page, "lxm");
    await palette(page)
      .getByRole("option", { name: /林晓梅/ })
      .first()
      .waitFor();
    await expect(field(page)).toHaveAttribute("aria-expanded", "true");
    const markedId = (await marked(page).getAttribute("id")) ?? "none is marked";
    await expect(field(page)).toHaveAttribute("aria-activedescendant", markedId);
    await page.keyboard.press("Enter");
    await palette(page).waitFor({ state: "detached" });
    await page.getByRole("heading", { level: 2, name: bigGroup }).waitFor();
    await page.getByRole("heading", { level: 3, name: "林晓梅" }).waitFor();
  }));

test("the arrows mark one option after another and round the end, Escape gives the focus back", () =>
  onGroup({ group: ownedGroup, tab: "Members" }, async (page) => {
    const grid = page.getByRole("grid", { name: "Members" });
    await grid.getByRole("row").first().waitFor();
    await grid.focus();
    await openPalette(page);
    const options = palette(page).getByRole("option");
    await expect(options.first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowUp");
    await expect(options.last()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowDown");
    await expect(options.first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Tab");
    await expect(field(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await palette(page).waitFor({ state: "detached" });
    await expect(grid).toBeFocused();
  }));

test("a group that is found has its picture where one is known, else its initials", () =>
  onGroup({ group: ownedGroup }, async (page) => {
    const hit = (id: string, name: string, avatar: string | null) => ({
      ...{ kind: "group", accountId: "00000000-0000-4000-8000-000000000001", groupId: id, groupName: name },
      ...{ id, name, avatar },
    });
    const hits = [hit("1", "Hill walkers", "hill.png"), hit("2", "Hillside", null)];
    await answer(page, "search.everything", { ok: true, value: hits });
    const png = `data:image/png;base64,${avatarPng(215).toString("base64")}`;
    await answer(page, "groups.avatar", { ok: true, value: png });
    await openPalette(page, "hill");
    const option = (name: string) => palette(page).getByRole("option", { name: new RegExp(name) });
    await expect(option("Hill walkers").locator("img.avatar")).toHaveAttribute("src", png);
    await expect(option("Hillside").locator(".avatar")).toHaveAttribute("data-initials", "H");
    await picture(page, `palette-pictures`);
    expect(await called(page, "groups.avatar")).toEqual([expect.objectContaining({ groupId: "1" })]);
    expect(await axeFindingsInBoth(page)).toEqual([]);
  }));

test("Enter that ends a Chinese word opens nothing", () =>
  onGroup({ group: ownedGroup }, async (page) => {
    await openPalette(page, "set");
    await palette(page).getByRole("option", { name: "Open settings" }).waitFor();
    const press = (isComposing: boolean) =>
      field(page).evaluate((input, composing) => {
        const init = { key: "Enter", isComposing: composing, bubbles: true, cancelable: true };
        input.dispatchEvent(new KeyboardEvent("keydown", init));
      }, isComposing);
    await press(true);
    await expect(palette(page)).toHaveCount(1);
    await press(false);
    await page.getByRole("complementary", { name: "Settings" }).waitFor();
    await expect(palette(page)).toHaveCount(0);
  }));

test("a file is shown in its group's files, searched for", () =>
  onGroup({ group: ownedGroup }, async (page) => {
    await openPalette(page, "Route");
    await palette(page)
      .getByRole("option", { name: /Route of Sunday/ })
      .click();
    await page.getByRole("heading", { level: 2, name: bigGroup }).waitFor();
    await expect(page.getByRole("tab", { name: "Files" })).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("searchbox", { name: /file/i })).toHaveValue("Route of Sunday.pdf");
  }));

test(`an announcement is found with its words and opens in view, in its group's tab`, () =>
  onGroup({ group: bigGroup, tab: "Members" }, async (page) => {
    await openPalette(page, "北门");
    const option = palette(page).getByRole("option", { name: /本周路线/ });
    await option.waitFor();
    await expect(option).toContainText("周六 7:30 北门集合");
    await picture(page, `palette-announcement`);
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 2, name: ownedGroup }).waitFor();
    const head = page.getByRole("button", { name: /本周路线/ });
    await expect(head).toBeFocused();
    await expect(head).toHaveAttribute("aria-expanded", "true");
    await expect(page.getByRole("tab", { name: "Announcements" })).toHaveAttribute("aria-selected", "true");
  }));

test("a smart list shows only its people, Ctrl+A selects only them, and another group shows everybody", () =>
  onGroup({ group: bigGroup, tab: "Members" }, async (page) => {
    const grid = page.getByRole("grid", { name: "Members" });
    await page.getByRole("combobox", { name: "Who is shown" }).selectOption("Without a card");
    await expect(grid).toHaveAttribute("aria-rowcount", "1");
    await grid.focus();
    await page.keyboard.press("Control+a");
    await expect
      .poll(() => called(page, "members.smartListIds"))
      .toMatchObject([{ list: "no_card", query: "" }]);
    await expect.poll(() => called(page, "members.ids")).toEqual([]);
    await picture(page, "smart-list");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("row").getByText(ownedGroup).click();
    await page.getByRole("heading", { level: 2, name: ownedGroup }).waitFor();
    await expect(page.getByRole("combobox", { name: "Who is shown" })).toHaveValue("");
  }));

test("a comparison is exported as it stands", () =>
  onGroup({ group: bigGroup, tab: "Overview" }, async (page) => {
    await page.getByRole("button", { name: "Compare with another group…" }).click();
    await page.getByRole("grid", { name: "Groups to compare with" }).getByText(ownedGroup).click();
    await page.getByText("3 people").waitFor();
    await page.getByRole("grid", { name: "In both" }).getByText("Alex Chen").waitFor();
    await page.getByRole("button", { name: "Export as CSV" }).click();
    await expect.poll(() => called(page, "shell.saveFile")).toHaveLength(1);
    const [saved] = (await called(page, "shell.saveFile")) as { name: string; base64: string }[];
    const csv = Buffer.from(saved?.base64 ?? "", "base64").toString("utf8");
    expect(csv.split("\r\n")).toHaveLength(5);
    expect(csv).toContain("林晓梅,Owner");
  }));

test("from one card to the next: a click on another group opens it with the same person", () =>
  onGroup({ group: bigGroup, tab: "Members" }, async (page) => {
    await page.getByRole("grid", { name: "Members" }).getByRole("row").nth(2).click();
    await page
      .getByRole("button", { name: new RegExp(ownedGroup) })
      .last()
      .click();
    await page.getByRole("heading", { level: 2, name: ownedGroup }).waitFor();
    await page.getByRole("heading", { level: 3, name: "王建国" }).waitFor();
  }));
