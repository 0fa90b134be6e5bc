import type { Page } from "@playwright/test";
import { test } from "vitest";
import type { Activity } from "../../../../shared/domain/activity.ts";
import { fakePages, type PageOptions } from "../../support/fake-pages.ts";
import { axeFindings, expect, picture } from "../../support/page-checks.ts";
import { sampleActivity } from "./sample-activity.ts";

const onPage = fakePages();
const grid = (page: Page) => page.locator(".activity-page").getByRole("grid");
const row = (page: Page, index: number) => grid(page).locator(`[aria-rowindex="${index}"]`);

/** The activity page with those rows. */
function onUndone(options: PageOptions, run: (page: Page) => Promise<void>) {
  return onPage(options, async (page) => {
    await page.evaluate((rows) => {
      const value = { revision: 2, total: rows.length, rows };
      window.fakeMain.given["activity.window"] = { ok: true, value };
      window.fakeMain.given["activity.get"] = { ok: true, value: rows[0] };
    }, undoneRows());
    await page.keyboard.press("Control+Shift+A");
    await row(page, 4).waitFor();
    await run(page);
  });
}

/** Newest first: an undo and its act, an announcement that went with its job, and one that can still be taken back. */
function undoneRows(): Activity[] {
  const at = Date.now() - 60_000;
  const change = { field: "name", before: "Chess", after: "Go" };
  const jobId = "00000000-0000-4000-8000-0000000000bb";
  const group = { targetId: null, targetName: null } as const;
  const rename = { kind: "rename_group", ...group, change } as const;
  return [
    sampleActivity({
      ...{ ...rename, id: 9, at, undoes: 4, change: { field: "name", before: "Go", after: "Chess" } },
    }),
    sampleActivity({ ...rename, id: 4, at: at - 1000, takenBack: { id: 9, at } }),
    sampleActivity({
      ...{ kind: "announce", id: 3, at: at - 2000, targetId: null, targetName: "Sunday", jobId },
      takenBack: { id: 8, at },
    }),
    sampleActivity({ ...rename, id: 2, at: at - 3000 }),
  ];
}

test.each([
  ["en", "light", 1280],
  ["zh-CN", "dark", 2560],
] as const)(
  "what was taken back says so and when, and leads to what did it (%s, %s)",
  async (language, theme, width) => {
    const words = {
      en: { with: "Undone with job", panel: "Renamed group", show: "Show the undo", alone: /^Undone / },
      "zh-CN": { with: "已撤销 · 随任务", panel: "修改群名", show: "查看撤销操作", alone: /^已撤销 / },
    }[language];
    await onUndone({ language, theme, width, height: width === 2560 ? 1440 : 800 }, async (page) => {
      const undone = row(page, 3).getByRole("button", { name: words.with });
      await undone.waitFor();
      await expect(row(page, 2).getByRole("button", { name: /Undo:|撤销：/ })).toHaveCount(0);
      await expect(row(page, 4).getByRole("button", { name: /Undo:|撤销：/ })).toHaveCount(1);
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, `activity-undone-rows-${language}-${theme}`);
      await row(page, 2).getByRole("button", { name: words.alone }).click();
      const panel = page.getByRole("complementary", { name: words.panel });
      await panel.getByText("Go").first().waitFor();
      await expect(panel.getByRole("button", { name: words.show })).toHaveCount(0);
      await page.keyboard.press("Escape");
      await grid(page).focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Space");
      await panel.getByRole("button", { name: words.show }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, `activity-undone-${language}-${theme}`);
      await panel.getByRole("button", { name: words.show }).press("Enter");
      await panel.getByRole("button", { name: words.show }).waitFor({ state: "detached" });
    });
  },
);

test("Ctrl+Z passes over what was taken back, and a panel hears of it", async () => {
  await onUndone({}, async (page) => {
    await row(page, 4).getByRole("button", { name: /^Undo/ }).waitFor();
    await page.getByRole("button", { name: "Export CSV" }).focus();
    await page.keyboard.press("Control+z");
    await page.getByText(/changed again since/).waitFor();
    const asked = await page.evaluate(() =>
      window.fakeMain.calls.filter(({ name }) => name === "activity.undo").map(({ input }) => input),
    );
    expect(asked).toEqual([{ id: 2, isSure: false }]);
    await row(page, 4)
      .getByRole("button", { name: /^Chess/ })
      .click();
    const panel = page.getByRole("complementary", { name: "Renamed group" });
    await panel.getByRole("button", { name: /^Undo/ }).waitFor();
    await page.evaluate((rows) => {
      const value = { ...rows[3], takenBack: { id: 10, at: Date.now() } };
      window.fakeMain.given["activity.get"] = { ok: true, value };
      window.fakeMain.emit("activity.changed");
    }, undoneRows());
    await panel.getByRole("button", { name: "Show the undo" }).waitFor();
    await expect(panel.getByRole("button", { name: /^Undo/ })).toHaveCount(0);
  });
});
