import { expect, test } from "vitest";
import {
  administrationPage,
  called,
  memberGroup,
  ownedGroup,
  picture,
  refuse,
  themes,
} from "../moderation/administration-page.ts";

const { onGroup, axeFindings } = administrationPage();
const owned = { group: ownedGroup, tab: "Announcements" } as const;

for (const theme of themes) {
  test(`the newest is open; an address is shown and copied, never opened (${theme})`, () =>
    onGroup({ ...owned, theme }, async (page) => {
      const link = page.getByRole("button", { name: /^Copy https:/ });
      await link.waitFor();
      expect(await link.innerText()).toBe("https://example.com/route?id=7&from=");
      expect(await page.locator(".announcements a, .announcements b").count()).toBe(0);
      await link.click();
      expect(await called(page, "shell.copyText")).toEqual([
        { text: "https://example.com/route?id=7&from=" },
      ]);
      await page.getByRole("button", { name: /Equipment/ }).click();
      await page.getByText("Boots").waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole("button", { name: "Use for a new one" }).click();
      await page.getByText("the old one stays until deleted").waitFor();
      await page.getByRole("button", { name: "Preview" }).click();
      await page.getByRole("article", { name: "Preview" }).waitFor();
      await page.getByRole("button", { name: "Post" }).click();
      await page.getByRole("alertdialog").waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, `announcements-${theme}`);
    }));
}

test("an announcement is written, kept as a draft, asked about and posted", () =>
  onGroup(owned, async (page) => {
    await page.getByRole("button", { name: "New announcement" }).click();
    const post = page.getByRole("button", { name: "Post" });
    expect(await post.isDisabled()).toBe(true);
    await page.getByLabel("Title").fill("Sunday");
    await page.getByLabel("Text", { exact: true }).fill("We meet at nine");
    await page.getByText("15 of 10,000 characters").waitFor();
    await page.getByText("Draft kept on this computer").waitFor();
    await picture(page, "announcements-draft");
    // Elsewhere and back: the words are still there.
    await page.getByRole("tab", { name: "Overview" }).click();
    await page.getByRole("tab", { name: "Announcements" }).click();
    expect(await page.getByLabel("Title").inputValue()).toBe("Sunday");
    await post.click();
    expect(await called(page, "announcements.add")).toEqual([]);
    await page.getByRole("alertdialog").getByText("It cannot be changed afterwards").waitFor();
    await page.getByRole("alertdialog").getByRole("button", { name: "Post" }).click();
    await page.getByRole("button", { name: /^Sunday/ }).waitFor();
    expect(await called(page, "announcements.add")).toMatchObject([
      { title: "Sunday", content: "We meet at nine" },
    ]);
    await page.getByText("3 announcements").waitFor();
  }));

test("what the server refused stays to be corrected", () =>
  onGroup(owned, async (page) => {
    await page.getByRole("button", { name: "New announcement" }).click();
    const server = { code: "20012", message: "needs admin" };
    await refuse(page, "announcements.add", { ok: false, code: "refused", message: "no", server });
    await page.getByLabel("Title").fill("Sunday");
    await page.getByLabel("Text", { exact: true }).fill("We meet at nine");
    await page.getByRole("button", { name: "Post" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Post" }).click();
    await page.getByText("needs admin (20012)").waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe("Sunday");
  }));

test("deleting asks first; Escape keeps it", () =>
  onGroup(owned, async (page) => {
    await page.getByRole("button", { name: "Delete" }).click();
    const question = page.getByRole("alertdialog");
    await question.getByText("This cannot be undone").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await question.count()).toBe(0);
    expect(await called(page, "announcements.remove")).toEqual([]);
    await page.getByRole("button", { name: "Delete" }).click();
    await question.getByRole("button", { name: "Delete" }).click();
    await page.getByText("1 announcement", { exact: true }).waitFor();
    expect(await called(page, "announcements.remove")).toMatchObject([{ announcementId: "3" }]);
  }));

test("a plain member reads, and is told why not more", () =>
  onGroup({ group: memberGroup, tab: "Announcements" }, async (page) => {
    await page.getByText("Only the owner and admins may announce.").waitFor();
    expect(await page.getByRole("button", { name: "New announcement" }).isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "Delete" }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  }));
