import type { Page } from "@playwright/test";
import { test } from "vitest";
import { answer, called } from "../../support/fake-main-calls.ts";
import { groupPages, memberGroup, ownedGroup } from "../../support/group-pages.ts";
import { axeFindings, axeFindingsInBoth, expect, picture } from "../../support/page-checks.ts";

const onGroup = groupPages();
const owned = { group: ownedGroup, tab: "Moderation" } as const;
const grid = (page: Page, name: string) => page.getByRole("grid", { name });
const rows = (page: Page, name: string) => grid(page, name).getByRole("row");

test(`both lists show who, and until when`, () =>
  onGroup({ ...owned }, async (page) => {
    await rows(page, "Muted").first().waitFor();
    await rows(page, "Block list").first().waitFor();
    await expect(rows(page, "Muted")).toHaveCount(3);
    const lines = await rows(page, "Muted").allInnerTexts();
    expect(lines[0]).toMatch(/孙丽[\s\S]*until .*\d\d:\d\d/);
    expect(lines[2]).toMatch(/2302128619776[\s\S]*for ever/);
    await rows(page, "Muted").nth(0).click();
    await rows(page, "Muted")
      .nth(2)
      .click({ modifiers: ["Shift"] });
    await page.getByText("3 selected").waitFor();
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await picture(page, `moderation`);
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await page.getByRole("button", { name: "Block by ID" }).click();
    await page.getByRole("textbox", { name: "IDs of the people to block" }).fill("17 abc 18");
    await page.getByText("2 IDs").waitFor();
    await page.getByText("Not an ID: abc").waitFor();
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await picture(page, `moderation-forms`);
  }));

test("several people are muted anew by a plan, for a preset or until a time", () =>
  onGroup(owned, async (page) => {
    await rows(page, "Muted").nth(0).click();
    await rows(page, "Muted")
      .nth(1)
      .click({ modifiers: ["Control"] });
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await page.getByRole("button", { name: "1 hour" }).click();
    const userIds = ["2302128619904", "2302128619136"];
    await expect
      .poll(() => called(page, "jobs.plan"))
      .toMatchObject([{ userIds, action: { type: "mute", minutes: 60 } }]);
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await page.getByLabel("Until", { exact: true }).fill("2001-01-01 10:00");
    await page.getByRole("button", { name: "Mute until then" }).click();
    await page.getByText("Choose a time to come").waitFor();
    await page.getByLabel("Until", { exact: true }).fill("tomorrow at ten");
    await page.getByRole("button", { name: "Mute until then" }).click();
    await page.getByText("Write the time as YYYY-MM-DD HH:mm.").waitFor();
    await picture(page, "mute-until-en");
    await page.keyboard.press("Escape");
    await expect.poll(() => called(page, "jobs.plan")).toHaveLength(1);
  }));

test("one is unmuted or unblocked by the button of the row, or by the keyboard", () =>
  onGroup(owned, async (page) => {
    await rows(page, "Muted").nth(0).getByRole("button", { name: "Unmute 孙丽" }).click();
    await expect
      .poll(() => called(page, "jobs.plan"))
      .toMatchObject([{ userIds: ["2302128619904"], action: { type: "unmute" } }]);
    // It takes the focus when it opens, and would take it from the list.
    await expect(page.getByRole("complementary")).toBeFocused();
    await grid(page, "Block list").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await expect
      .poll(async () => (await called(page, "jobs.plan")).at(-1))
      .toMatchObject({ userIds: ["2302128619392", "2302128619264"], action: { type: "unblock" } });
  }));

test("pasted ids are blocked by a plan", () =>
  onGroup(owned, async (page) => {
    await page.getByRole("button", { name: "Block by ID" }).click();
    await expect(page.getByRole("textbox", { name: "IDs of the people to block" })).toBeFocused();
    await page.keyboard.type("17, 18 17");
    await page.getByRole("button", { name: "Show the plan" }).click();
    await expect
      .poll(() => called(page, "jobs.plan"))
      .toMatchObject([{ userIds: ["17", "18"], action: { type: "block" } }]);
  }));

test("a plain member is told why there is nothing, and nothing is asked for", () =>
  onGroup({ group: memberGroup, tab: "Moderation" }, async (page) => {
    await page.getByText("Only the owner and admins see these lists").waitFor();
    await expect.poll(() => called(page, "moderation.sync")).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
  }));

test("without a network both lists are there as last read, with the time and why they are not newer", () =>
  onGroup({ group: ownedGroup }, async (page) => {
    const server = { code: "20012", message: "needs admin" };
    await answer(page, "moderation.sync", { ok: false, code: "offline", message: "no network" });
    await page.getByRole("tab", { name: "Moderation" }).click();
    await rows(page, "Muted").first().waitFor();
    await expect(page.getByText("Not refreshed: this is the list as last read.")).toHaveCount(2);
    await expect(page.getByText(/^3 people · As of \d\d:\d\d$/)).toHaveCount(1);
    await expect(page.getByText(/^2 people · As of \d\d:\d\d$/)).toHaveCount(1);
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "moderation-offline");
    await answer(page, "moderation.sync", { ok: false, code: "refused", message: "no", server });
    await page.getByRole("button", { name: "Try again" }).first().click();
    await page.getByText("needs admin (20012)").waitFor();
  }));

test("a list that was never read says why it is not there, and is read again", () =>
  onGroup({ group: ownedGroup }, async (page) => {
    await answer(page, "moderation.blocked", { ok: true, value: { readAt: null, rows: [] } });
    await answer(page, "moderation.sync", { ok: false, code: "offline", message: "no network" });
    await page.getByRole("tab", { name: "Moderation" }).click();
    await page.getByText("The block list could not be read.").waitFor();
    await answer(page, "moderation.blocked", { ok: true, value: { readAt: 5, rows: [] } });
    await answer(page, "moderation.sync", null);
    await page.getByRole("button", { name: "Try again" }).last().click();
    await page.getByText("Nobody is blocked").waitFor();
    const before = (await called(page, "moderation.sync")).length;
    await page.keyboard.press("F5");
    await expect.poll(async () => (await called(page, "moderation.sync")).length).toBe(before + 2);
    await picture(page, "moderation-empty");
  }));
