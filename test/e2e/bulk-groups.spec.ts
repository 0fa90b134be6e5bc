import type { Page } from "@playwright/test";
import { expect, test } from "../support/app.ts";
import { fileRow, groupRow, list, openGroup } from "./support/app-pages.ts";
import { filesIn, openDemo, type RunningDemo } from "./support/running-demo.ts";

const ours = ["周末登山队", "Open Source Friends", "阳光小区业主群"] as const;
const panelOf = (page: Page) => page.getByRole("complementary");
const act = (page: Page, name: string) =>
  page.getByRole("region", { name: / selected$/ }).getByRole("button", { name, exact: true });

async function select(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await groupRow(page, name).click({ modifiers: ["Control"] });
  await expect(page.getByText(`${names.length} selected`)).toBeVisible();
}

async function groupOf(demo: RunningDemo, name: string) {
  const found = (await demo.inspect()).groups.find((group) => group.name.startsWith(name));
  if (found === undefined) throw new Error(`the demo has no group ${name}`);
  return found;
}

test("three groups get one announcement, and lose it again when the job is undone", async ({ app }) => {
  const { page } = app;
  const demo = await openDemo(app);
  const counts = () => Promise.all(ours.map(async (name) => (await groupOf(demo, name)).announcementCount));
  const before = await counts();
  await select(page, ours);
  await act(page, "Announce…").click();
  const panel = panelOf(page);
  await panel.getByLabel("Title").fill("Summer break");
  await panel.getByLabel("Text", { exact: true }).fill("We meet again on 1 September.");
  await panel.getByRole("button", { name: "Show the plan" }).click();
  const confirm = panel.getByRole("button", { name: "Announce in 3 groups" });
  await expect(confirm).toBeVisible();
  expect(await counts()).toEqual(before);
  await confirm.click();
  await expect(panel.getByRole("button", { name: "Done 3" })).toBeVisible();
  await expect(page.getByText("3 selected")).toHaveCount(0);
  expect(await counts()).toEqual(before.map((count) => count + 1));
  expect((await groupOf(demo, ours[2])).announcements.at(-1)).toMatchObject({ title: "Summer break" });

  await panel.getByRole("button", { name: "Undo…" }).click();
  await panel.getByRole("button", { name: "Take the announcement back in 3 groups" }).click();
  await expect(panel.getByText("Finished")).toBeVisible();
  await expect(panel.getByRole("button", { name: "Done 3" })).toBeVisible();
  expect(await counts()).toEqual(before);

  await page.keyboard.press("Control+Shift+A");
  const acts = page.getByRole("grid", { name: "Activity", exact: true });
  await expect(acts.getByRole("button", { name: /^Undone/ })).toHaveCount(3);
  await expect(acts.getByRole("button", { name: /^Undo:/ })).toHaveCount(0);
  await acts
    .getByRole("button", { name: /^Undone/ })
    .first()
    .click();
  await expect(panelOf(page).getByRole("heading", { name: "Removed announcement" })).toBeVisible();
});

test("a template shows what it changes in each group, changes only that, and is undone from the report", async ({
  app,
}) => {
  const { page } = app;
  const demo = await openDemo(app);
  const settings = () =>
    Promise.all(
      ours.slice(0, 2).map(async (name) => {
        const { applyApproval, readAck } = await groupOf(demo, name);
        return { applyApproval, readAck };
      }),
    );
  expect(await settings()).toEqual([
    { applyApproval: 1, readAck: false },
    { applyApproval: 0, readAck: false },
  ]);
  await select(page, ours.slice(0, 2));
  await act(page, "Settings…").click();
  const panel = panelOf(page);
  await panel.getByLabel("Who may join").selectOption("After approval");
  await panel.getByLabel("Read receipts").selectOption("On");
  await panel.getByRole("button", { name: "Show the plan" }).click();
  const changes = panel.getByRole("region", { name: "What changes" });
  await expect(changes.getByText("Read receipts: Off → On")).toHaveCount(2);
  await expect(changes.getByText("Who may join: Anyone → After approval")).toHaveCount(1);
  await panel.getByRole("button", { name: "Change settings of 2 groups" }).click();
  await expect(panel.getByRole("button", { name: "Done 2" })).toBeVisible();
  expect(await settings()).toEqual([
    { applyApproval: 1, readAck: true },
    { applyApproval: 1, readAck: true },
  ]);

  await panel.getByRole("button", { name: "Undo…" }).click();
  await expect(changes.getByText("Who may join: After approval → Anyone")).toHaveCount(1);
  await panel.getByRole("button", { name: "Set back settings of 2 groups" }).click();
  await expect(panel.getByText("Finished")).toBeVisible();
  await expect(panel.getByRole("button", { name: "Done 2" })).toBeVisible();
  expect(await settings()).toEqual([
    { applyApproval: 1, readAck: false },
    { applyApproval: 0, readAck: false },
  ]);
});

test("groups are muted and unmuted as a whole, left where we do not own them, and files deleted at once", async ({
  app,
}) => {
  const { page } = app;
  const demo = await openDemo(app);
  const panel = panelOf(page);
  await select(page, ours.slice(0, 2));
  await act(page, "Mute all…").click();
  await panel.getByLabel("For how long").selectOption("-1");
  await panel.getByText("Mute everybody in 2 groups until lifted").waitFor();
  await panel.getByRole("button", { name: "Mute everybody in 2 groups" }).click();
  await expect(panel.getByRole("button", { name: "Done 2" })).toBeVisible();
  expect((await groupOf(demo, ours[0])).allMutedMinutes).toBe(-1);

  await select(page, ["周末登山队", "通知群"]);
  await act(page, "Leave…").click();
  await expect(panel.getByText("an owner hands a group over before leaving")).toBeVisible();
  await panel.getByRole("button", { name: "Leave 1 group" }).click();
  await expect(panel.getByRole("button", { name: "Done 1" })).toBeVisible();
  await expect(groupRow(page, "通知群")).toHaveCount(0);
  expect((await groupOf(demo, "通知群")).isDemoUserIn).toBe(false);

  await openGroup(page, "周末登山队", "Files");
  await expect(fileRow(page, /./).first()).toBeVisible();
  const { id } = await groupOf(demo, "周末登山队");
  const before = filesIn(await demo.inspect(), id).length;
  await list(page, "Files").press("Home");
  await list(page, "Files").press("Space");
  await list(page, "Files").press("Shift+ArrowDown");
  await list(page, "Files").press("Delete");
  await panel.getByRole("button", { name: "Delete 2 files" }).click();
  await expect(panel.getByRole("button", { name: "Done 2" })).toBeVisible();
  await expect(fileRow(page, /./)).toHaveCount(before - 2);
  expect(filesIn(await demo.inspect(), id)).toHaveLength(before - 2);
});
