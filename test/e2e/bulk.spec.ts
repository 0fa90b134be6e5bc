import type { Page } from "@playwright/test";
import { expect, test } from "../support/app.ts";
import { list, memberRow, openGroup } from "./support/app-pages.ts";
import { demoPerson } from "./support/demo-person.ts";
import { openDemo, type RunningDemo } from "./support/running-demo.ts";

const groupId = "2306414724992";
const panelOf = (page: Page) => page.getByRole("complementary");
const act = (page: Page, name: string) =>
  page.getByRole("tabpanel", { name: "Members" }).getByRole("button", { name, exact: true });

async function mutedIn(demo: RunningDemo): Promise<number> {
  const { groups } = await demo.inspect();
  return groups.find(({ id }) => id === groupId)?.mutedIds.length ?? -1;
}

test("three are muted, one has left meanwhile: the report tells, the one is muted later, and all is undone", async ({
  app,
}) => {
  const { page } = app;
  const demo = await openDemo(app);
  const alice = await demoPerson(demo.facts, "alice");
  const before = await mutedIn(demo);
  await openGroup(page, "Open Source Friends", "Members");
  await memberRow(page, "Alice Brown").click({ modifiers: ["Control"] });
  await memberRow(page, "Keiko Ito").click({ modifiers: ["Control"] });
  await list(page, "Members")
    .getByRole("row", { selected: false })
    .filter({ hasNotText: /Owner|Admin|Muted/ })
    .first()
    .click({ modifiers: ["Control"] });
  await act(page, "Mute…").click();
  const panel = panelOf(page);
  const confirm = panel.getByRole("button", { name: "Mute 3 people" });
  await expect(confirm).toBeVisible();
  expect(await mutedIn(demo)).toBe(before);

  await alice.leave(groupId);
  await confirm.click();
  await expect(panel.getByRole("button", { name: "Done 2" })).toBeVisible();
  await expect(panel.getByRole("row", { name: "Alice Brown" })).toContainText("Refused");
  expect(await mutedIn(demo)).toBe(before + 2);

  await alice.join(groupId);
  await panel.getByRole("button", { name: "Run 1 failure again…" }).click();
  await panel.getByRole("button", { name: "Mute 1 person" }).click();
  // Who comes back has no card yet, so not her name either.
  await expect(panel.getByRole("button", { name: "Done 1" })).toBeVisible();
  expect(await mutedIn(demo)).toBe(before + 3);

  for (const people of ["1 person", "3 people"]) {
    await panel.getByRole("button", { name: "Jobs", exact: true }).click();
    await panel.getByRole("button", { name: `Report of: Mute ${people} for 1 hour` }).click();
    await panel.getByRole("button", { name: "Undo…" }).click();
    await panel.getByRole("button", { name: /^Unmute / }).click();
    await expect(panel.getByText("Finished")).toBeVisible();
  }
  expect(await mutedIn(demo)).toBe(before);
});

test("a job of thousands is paused, survives its panel, and the rest of it is cancelled", async ({ app }) => {
  const { page } = app;
  const demo = await openDemo(app);
  await openGroup(page, "万人大群", "Members");
  await expect(list(page, "Members")).toHaveAttribute("aria-rowcount", "20000");
  await list(page, "Members").press("Control+a");
  await expect(page.getByText("20,000 selected")).toBeVisible();
  await act(page, "Mute…").click();
  const panel = panelOf(page);
  await panel.getByRole("button", { name: /^Mute 19,\d+ people$/ }).click();
  await expect(panel.getByRole("button", { name: /^Done / })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);

  const bar = page.getByRole("region", { name: "Jobs" });
  await bar.getByRole("button", { name: "Pause" }).click();
  await expect(bar.getByText("Paused")).toBeVisible();
  const muted = async () => {
    const { groups } = await demo.inspect();
    return groups.find(({ id }) => id === demo.facts.groups.big)?.mutedIds.length ?? -1;
  };
  const atPause = await muted();
  await bar.getByRole("button", { name: "Resume" }).click();
  await expect.poll(muted).toBeGreaterThan(atPause);
  await bar.getByRole("button", { name: "Cancel the rest" }).click();
  await bar.getByRole("button", { name: /^Report of/ }).click();
  await expect(panel.getByText("Cancelled", { exact: true }).first()).toBeVisible();
  await expect(panel.getByRole("button", { name: /^Cancelled / })).toBeVisible();
  expect(await muted()).toBeLessThan(19_000);
});
