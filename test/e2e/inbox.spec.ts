import { expect, test } from "../support/app.ts";
import { groupRow, openGroup } from "./support/app-pages.ts";
import { demoIn, openDemo, requestsIn } from "./support/running-demo.ts";

test("who applied is let in or refused, many at once, and an invitation brings its group", async ({
  app,
}) => {
  const { page } = app;
  const demo = await openDemo(app);
  await page.getByRole("button", { name: "Inbox, 7 waiting" }).click();
  const inbox = page.getByRole("grid", { name: "Inbox", exact: true });
  await expect(inbox.getByRole("row")).toHaveCount(7);
  const applied = inbox.getByRole("row", { name: /wants to join 周末登山队/ });
  await expect(applied).toHaveCount(3);
  await expect(groupRow(page, "周末登山队").getByTitle("3 applications wait")).toBeVisible();

  await applied.nth(0).click();
  await applied.nth(2).click({ modifiers: ["Control"] });
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  const panel = page.getByRole("complementary");
  await panel.getByRole("button", { name: "Approve 2 applications" }).click();
  await expect(panel.getByRole("button", { name: "Done 2" })).toBeVisible();
  await expect(inbox.getByRole("row")).toHaveCount(5);
  expect((await demo.inspect()).pendingApplications).toBe(3);

  await inbox.getByRole("row", { name: /租户/ }).click();
  await page.keyboard.press("Delete");
  const asked = page.getByRole("alertdialog");
  await expect(asked).toContainText("This cannot be undone");
  await asked.getByRole("button", { name: "Refuse" }).click();
  await expect(page.getByText("Decided just now: 1 done")).toBeVisible();
  expect((await demo.inspect()).pendingApplications).toBe(2);

  await inbox
    .getByRole("row", { name: /invites you to/ })
    .first()
    .click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await asked.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("Decided just now: 2 done")).toBeVisible();
  const after = await demo.inspect();
  expect(after.pendingInvitations).toBe(1);
  expect(requestsIn(after, { origin: "api", path: "/group/apply/handle" })).toBe(3);
  expect(requestsIn(after, { origin: "api", path: "/group/invite/handle" })).toBe(1);
  await expect(page.getByRole("grid", { name: "Groups" }).getByRole("row")).toHaveCount(9);
  await expect(page.getByRole("button", { name: "Inbox, 3 waiting" })).toBeVisible();
});

test("one member of a WeChat group is asked to be a friend, and the pace is kept", async ({ app }) => {
  const { page } = app;
  await openDemo(app);
  await page.keyboard.press("Control+2");
  await openGroup(page, "Weekend Football", "Members");
  const members = page.getByRole("grid", { name: "Members", exact: true });
  await members.getByRole("row").nth(5).click();
  const card = page.getByRole("complementary", { name: "Member" });
  await expect(card).toContainText("0 of 15");
  await card.getByRole("button", { name: "Send friend request…" }).click();
  await card.getByLabel("Greeting").fill("We played on Sunday");
  await card.getByRole("button", { name: "Send request" }).click();
  await expect(card).toContainText("The request was sent.");
  await expect(card).toContainText("1 of 15");
  await expect(card.getByRole("button", { name: "Send friend request…" })).toBeDisabled();
  expect((await (await demoIn(app)).inspect()).geweFriendRequests).toHaveLength(1);
});
