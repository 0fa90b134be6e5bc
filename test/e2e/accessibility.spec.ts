import { schemes, showInScheme } from "../renderer/support/show-in-scheme.ts";
import { type App, expect, test } from "../support/app.ts";
import { list, memberRow, openGroup, openSettings, transferRow } from "./support/app-pages.ts";
import { auditPage } from "./support/audit.ts";
import { onDesk, screenshotOf } from "./support/desk.ts";
import { codeCard } from "./support/join-panel.ts";
import { openAccountForm } from "./support/own-server.ts";
import { openDemo } from "./support/running-demo.ts";

/** Each screen of the main job, one after the other; looks at each when it stands still. */
async function walk(app: App, look: (screen: string) => Promise<void>): Promise<void> {
  const { page } = app;
  await expect(page.getByRole("button", { name: /^Try the demo/ })).toBeVisible();
  await look("welcome");
  const form = await openAccountForm(page);
  await look("add account");
  await form.getByRole("button", { name: "Sign in" }).click();
  await expect(form.getByText("Fill this in").first()).toBeVisible();
  await look("add account with something missing");
  await form.press("Escape");

  const demo = await openDemo(app);
  await look("groups");
  await openGroup(page, "周末登山队", "Overview");
  await look("overview");
  await page.getByRole("tab", { name: "Members" }).click();
  await memberRow(page, "孙丽").click();
  await expect(page.getByRole("complementary", { name: "Member" })).toContainText("Muted");
  await look("members and a card");
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Files" }).click();
  await expect(list(page, "Files")).toBeVisible();
  await look("files");
  await demo.fail({ path: "^/group/file/upload$", code: 20023, failTimes: 1 });
  await app.dropFiles("main", [await onDesk(app, "a.txt", "a"), await onDesk(app, "b.txt", "b")]);
  await expect(transferRow(page, /Uploaded/)).toHaveCount(1);
  await expect(page.getByRole("button", { name: /^Try .* again$/ })).toBeVisible();
  await look("transfers");
  const { openGroup: open, wechatPerson } = demo.facts.codes;
  await app.dropFiles("nav", [await onDesk(app, "codes.png", screenshotOf([open, wechatPerson]))]);
  await codeCard(page, "Group code").getByRole("button", { name: "Join…" }).click();
  await expect(codeCard(page, "WeChat person")).toBeVisible();
  await look("join with cards");
  const settings = await openSettings(page);
  await look("settings");
  await settings.getByRole("button", { name: "Open-source licences" }).click();
  const licences = page.getByRole("complementary", { name: "Open-source licences" });
  await licences.getByRole("row").first().waitFor();
  await look("licences");
  await licences.getByRole("row").first().click();
  await expect(licences.getByRole("region")).toBeVisible();
  await look("text of a licence");
}

test("axe finds nothing wrong on any screen, light and dark", async ({ app }) => {
  const { page } = app;
  await page.emulateMedia({ reducedMotion: "reduce" });
  await walk(app, async (screen) => {
    for (const scheme of schemes) {
      await showInScheme(page, scheme);
      expect.soft(await auditPage(page), `${screen}, ${scheme}`).toEqual([]);
    }
  });
});
