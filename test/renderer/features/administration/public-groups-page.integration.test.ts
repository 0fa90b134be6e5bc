import type { Page } from "@playwright/test";
import { test } from "vitest";
import { answer, called } from "../../support/fake-main-calls.ts";
import { groupPages, ownedGroup } from "../../support/group-pages.ts";
import { axeFindings, axeFindingsInBoth, expect, picture } from "../../support/page-checks.ts";

const onGroup = groupPages();
const panel = (page: Page) => page.getByRole("complementary", { name: /New group|新建群/ });
const row = (page: Page, name: string) => panel(page).getByRole("listitem").filter({ hasText: name });

async function openPublic(page: Page) {
  await page.getByRole("button", { name: /^(New group|新建群)/ }).click();
  await panel(page)
    .getByRole("button", { name: /Show public groups|显示公开群/ })
    .click();
  await row(page, "城市骑行").waitFor();
}

test(`each public group says how to get in; a wish has a reason and its outcome`, () =>
  onGroup({ group: ownedGroup }, async (page) => {
    await openPublic(page);
    await row(page, ownedGroup).getByText("You are in this group.").waitFor();
    await row(page, "物业业主群").getByText("Closed to new members").waitFor();
    await panel(page).getByRole("button", { name: "Apply…: 城市骑行" }).click();
    await expect(panel(page).locator(":focus")).toHaveRole("textbox");
    await page.keyboard.type("我住 3 号楼");
    await picture(page, `public-groups-asking`);
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await row(page, "城市骑行").getByText("You are in as soon as an admin agrees.").waitFor();
    await expect(row(page, "城市骑行").getByRole("button", { name: /Apply/ })).toHaveCount(0);
    await panel(page).getByRole("button", { name: "Join: 摄影交流（欢迎新人）" }).click();
    await panel(page).getByRole("button", { name: "Join", exact: true }).click();
    await row(page, "摄影交流").getByText("Joined.").waitFor();
    await expect
      .poll(() => called(page, "groups.apply"))
      .toMatchObject([
        { groupId: "8801", reason: "我住 3 号楼" },
        { groupId: "8802", reason: "" },
      ]);
    await picture(page, `public-groups`);
    expect(await axeFindingsInBoth(page)).toEqual([]);
  }));

test("a refusal is told in the server's words, in Chinese too, and can be tried again", () =>
  onGroup({ group: ownedGroup, language: "zh-CN" }, async (page) => {
    await openPublic(page);
    await panel(page).getByRole("button", { name: "申请加入…: 城市骑行" }).click();
    await expect(panel(page).locator(":focus")).toHaveRole("textbox");
    await page.keyboard.type("refused");
    await page.keyboard.press("Enter");
    await row(page, "城市骑行").getByText("被拒绝：群已满 (20010)").waitFor();
    await picture(page, "public-groups-zh");
    await row(page, "城市骑行").getByRole("button", { name: "重试" }).click();
    await page.keyboard.press("Escape");
    await panel(page).getByRole("button", { name: "申请加入…: 城市骑行" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }));

test("a group is joined by the number somebody passed on; what is no number is said", () =>
  onGroup({ group: ownedGroup }, async (page) => {
    await page.getByRole("button", { name: "New group" }).click();
    const field = panel(page).getByRole("textbox", { name: "Group number" });
    await field.fill("12a");
    await page.keyboard.press("Enter");
    await panel(page).getByText("A group number has only digits.").waitFor();
    await field.fill(" 9007199254740993 ");
    await page.keyboard.press("Enter");
    await panel(page).getByLabel("Reason (optional)").fill("hello");
    await answer(page, "groups.apply", { ok: false, code: "offline", message: "no network" });
    await panel(page).getByRole("button", { name: "Send" }).click();
    await panel(page).getByText("The application was not sent.").waitFor();
    await answer(page, "groups.apply", null);
    await panel(page).getByRole("button", { name: "Apply…: 9007199254740993" }).click();
    await panel(page).getByRole("button", { name: "Send" }).click();
    await panel(page).getByText("You are in as soon as an admin agrees.").waitFor();
    await expect
      .poll(() => called(page, "groups.apply"))
      .toMatchObject([
        { groupId: "9007199254740993", reason: "hello" },
        { groupId: "9007199254740993", reason: "" },
      ]);
    await picture(page, "entry-by-number");
    expect(await axeFindings(page)).toEqual([]);
  }));
