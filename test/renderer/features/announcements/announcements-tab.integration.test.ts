import { test } from "vitest";
import { answer, called } from "../../support/fake-main-calls.ts";
import { groupPages, memberGroup, ownedGroup } from "../../support/group-pages.ts";
import { axeFindings, axeFindingsInBoth, expect, picture } from "../../support/page-checks.ts";

const onGroup = groupPages();
const owned = { group: ownedGroup, tab: "Announcements" } as const;

test(`the newest is open; an address is shown and copied, never opened`, () =>
  onGroup({ ...owned }, async (page) => {
    const link = page.getByRole("button", { name: /^Copy https:/ });
    await link.waitFor();
    await expect(link).toHaveText("https://example.com/route?id=7&from=");
    await expect(page.locator(".announcements a, .announcements b")).toHaveCount(0);
    await link.click();
    await expect
      .poll(() => called(page, "shell.copyText"))
      .toEqual([{ text: "https://example.com/route?id=7&from=" }]);
    await page.getByRole("button", { name: /Equipment/ }).click();
    await page.getByText("Boots").waitFor();
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await page.getByRole("button", { name: "Use for a new one" }).click();
    await page.getByText("the old one stays until deleted").waitFor();
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByRole("article", { name: "Preview" }).waitFor();
    await page.getByRole("button", { name: "Post" }).click();
    await page.getByRole("alertdialog").waitFor();
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await picture(page, `announcements`);
  }));

test("an announcement is written, kept as a draft, asked about and posted", () =>
  onGroup(owned, async (page) => {
    await page.getByRole("button", { name: "New announcement" }).click();
    const post = page.getByRole("button", { name: "Post" });
    await expect(post).toBeDisabled();
    await page.getByLabel("Title").fill("Sunday");
    await page.getByLabel("Text", { exact: true }).fill("We meet at nine");
    await page.getByText("15 of 10,000 characters").waitFor();
    await page.getByText("Draft kept on this computer").waitFor();
    await picture(page, "announcements-draft");
    // Elsewhere and back: the words are still there.
    await page.getByRole("tab", { name: "Overview" }).click();
    await page.getByRole("tab", { name: "Announcements" }).click();
    await expect(page.getByLabel("Title")).toHaveValue("Sunday");
    await post.click();
    await expect.poll(() => called(page, "announcements.add")).toEqual([]);
    await page.getByRole("alertdialog").getByText("It cannot be changed afterwards").waitFor();
    await page.getByRole("alertdialog").getByRole("button", { name: "Post" }).click();
    await page.getByRole("button", { name: /^Sunday/ }).waitFor();
    await expect
      .poll(() => called(page, "announcements.add"))
      .toMatchObject([{ title: "Sunday", content: "We meet at nine" }]);
    await page.getByText(/^3 announcements · As of/).waitFor();
  }));

test("what the server refused stays to be corrected", () =>
  onGroup(owned, async (page) => {
    await page.getByRole("button", { name: "New announcement" }).click();
    const server = { code: "20012", message: "needs admin" };
    await answer(page, "announcements.add", { ok: false, code: "refused", message: "no", server });
    await page.getByLabel("Title").fill("Sunday");
    await page.getByLabel("Text", { exact: true }).fill("We meet at nine");
    await page.getByRole("button", { name: "Post" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Post" }).click();
    await page.getByText("needs admin (20012)").waitFor();
    await expect(page.getByLabel("Title")).toHaveValue("Sunday");
  }));

test("deleting asks first; Escape keeps it", () =>
  onGroup(owned, async (page) => {
    await page.getByRole("button", { name: "Delete" }).click();
    const question = page.getByRole("alertdialog");
    await question.getByText("This cannot be undone").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(question).toHaveCount(0);
    await expect.poll(() => called(page, "announcements.remove")).toEqual([]);
    await page.getByRole("button", { name: "Delete" }).click();
    await question.getByRole("button", { name: "Delete" }).click();
    await page.getByText(/^1 announcement · As of/).waitFor();
    await expect.poll(() => called(page, "announcements.remove")).toMatchObject([{ announcementId: "3" }]);
  }));

for (const language of ["en", "zh-CN"] as const) {
  test(`without a network they are there as last read, with the time (${language})`, () =>
    onGroup({ group: ownedGroup, language }, async (page) => {
      await answer(page, "announcements.sync", { ok: false, code: "offline", message: "no network" });
      const isChinese = language === "zh-CN";
      await page.getByRole("tab", { name: isChinese ? "公告" : "Announcements" }).click();
      await page.getByText(isChinese ? "显示的是上次读取的公告" : "as last read").waitFor();
      await page.getByText(isChinese ? /^2 条公告 · 更新于 / : /^2 announcements · As of /).waitFor();
      await page.getByRole("button", { name: /Equipment/ }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, `announcements-offline-${language}`);
    }));
}

test("a plain member reads, and is told why not more", () =>
  onGroup({ group: memberGroup, tab: "Announcements" }, async (page) => {
    await page.getByText("Only for the owner and admins").waitFor();
    await expect(page.getByRole("button", { name: "New announcement" })).toBeDisabled();
    await expect(page.getByRole("button", { name: "Delete" })).toHaveCount(0);
    expect(await axeFindings(page)).toEqual([]);
  }));
