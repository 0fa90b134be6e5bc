import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/app.ts";
import { pickPictures } from "../support/pick-pictures.ts";
import { fileRow, groupRow, list, transferRow } from "./support/app-pages.ts";
import { onDesk, screenshotOf } from "./support/desk.ts";
import { codeCard } from "./support/join-panel.ts";
import { demoIn } from "./support/running-demo.ts";

/** Presses Tab until the focus is there, as a person would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${target}`);
}

test("the main job needs no mouse", async ({ app }) => {
  const { page } = app;
  await tabTo(page, page.getByRole("button", { name: /^Try the demo/ }));
  await page.keyboard.press("Enter");
  await expect(groupRow(page, "Open Source Friends")).toBeVisible();

  await page.keyboard.press("Control+f");
  await expect(page.getByRole("searchbox", { name: "Search groups" })).toBeFocused();
  await page.keyboard.type("登山");
  await expect(list(page, "Groups").getByRole("row")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(list(page, "Groups")).toBeFocused();
  await page.keyboard.press("Enter");
  const files = page.getByRole("tab", { name: "Files" });
  await tabTo(page, page.getByRole("tab", { selected: true }));
  await page.keyboard.press("ArrowRight");
  await expect(files).toBeFocused();

  await app.main("answerNextDialog", [await onDesk(app, "by keyboard.txt", "typed")]);
  await tabTo(page, page.getByRole("tabpanel").getByRole("button", { name: "Upload", exact: true }));
  await page.keyboard.press("Enter");
  await expect(fileRow(page, "by keyboard.txt")).toBeVisible();
  await tabTo(page, list(page, "Files"));
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(transferRow(page, /by keyboard\.txt.*Downloaded/)).toBeVisible();

  const { facts } = await demoIn(app);
  const picture = await onDesk(app, "code.png", screenshotOf([facts.codes.openGroup]));
  await tabTo(page, page.getByRole("button", { name: "Join by QR code" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Choose pictures…" }));
  await pickPictures(page, [picture], () => page.keyboard.press("Enter"));
  const card = codeCard(page, "Group code");
  await tabTo(page, card.getByRole("button", { name: "Join…" }));
  await page.keyboard.press("Enter");
  await tabTo(page, card.getByRole("group").getByRole("button", { name: "Join", exact: true }));
  await page.keyboard.press("Enter");
  await expect(card.getByRole("status")).toContainText("Joined.");
  await page.keyboard.press("Escape");
  await expect(card).toHaveCount(0);
});
