import type { Page } from "@playwright/test";
import { test } from "vitest";
import { fakePages } from "../../support/fake-pages.ts";
import { axeFindings, expect, picture } from "../../support/page-checks.ts";

const onPage = fakePages();
const called = (page: Page, wanted: string) =>
  page.evaluate((name) => window.fakeMain.calls.filter((call) => call.name === name).length, wanted);

for (const [language, theme] of [
  ["en", "light"],
  ["zh-CN", "dark"],
] as const) {
  test(`a plan for many groups shows how far it is, and is given up when it is closed (${language})`, () =>
    onPage({ language, theme }, async (page) => {
      const rows = page.getByRole("grid", { name: /^(Groups|群)$/ }).getByRole("row");
      for (const index of [0, 1]) {
        await rows.nth(index).click({ modifiers: ["Control"] });
      }
      await page.evaluate(() => {
        window.fakeMain.answers["jobs.planGroups"] = () => new Promise(() => {});
      });
      await page
        .locator(".groups-bulk")
        .getByRole("button", { name: /^(Leave|退出群|退群)/ })
        .click();
      const panel = page.getByRole("complementary");
      await panel.waitFor();
      await expect.poll(() => called(page, "jobs.planGroups")).toBe(1);
      await page.evaluate(() => window.fakeMain.emit("jobs.planning", { done: 312, total: 1000 }));
      await expect(panel.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "31");
      await panel.getByText(/312/).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, `plan-reading-${language}`);
      expect(await called(page, "jobs.stopPlanning")).toBe(0);
      await panel.getByRole("button", { name: /^(Cancel|取消)$/ }).click();
      await expect.poll(() => called(page, "jobs.stopPlanning")).toBe(1);
    }));
}
