import { expect, test } from "../support/app.ts";
import { list, memberRow, openGroup } from "./support/app-pages.ts";
import { openDemo, requestsIn } from "./support/running-demo.ts";

test("where few members have a card, names arrive on screen first, in place, and can be sorted and noted", async ({
  app,
}) => {
  const { page } = app;
  const demo = await openDemo(app);
  await demo.control({ position: { cards: "few" } });
  await openGroup(page, "万人大群", "Members");
  const panel = page.getByRole("tabpanel", { name: "Members" });
  await expect(panel.getByText("20,000 members")).toBeVisible();
  await expect(panel.getByText(/^[\d,]+ of 20,000 names known$/)).toBeVisible();
  const members = list(page, "Members");
  const unnamed = members.locator(".person-name .quiet");
  await expect(unnamed).toHaveCount(0);

  // The end of the list is asked for as soon as somebody looks at it, long before its turn.
  await members.press("End");
  const last = members.locator('[role=row][aria-rowindex="20000"]');
  // Of a row that is not there yet it would be true.
  await expect(last.locator(".person-name")).toBeVisible();
  await expect(last.locator(".person-name .quiet")).toHaveCount(0);
  const name = await last.locator(".person-name").innerText();
  expect(name).not.toBe("");
  await members.press("Enter");
  const card = page.getByRole("complementary", { name: "Member" });
  await expect(card.getByRole("heading", { level: 3 })).toHaveText(name);
  await card.getByRole("button", { name: "Add a note…" }).click();
  await card.getByRole("textbox", { name: "Your note" }).fill("会计");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card.getByRole("heading", { level: 3 })).toHaveText("会计");
  // It stays where it was, until the list is sorted by today's names.
  await expect(last).toContainText("会计");
  await panel.getByRole("button", { name: "Sort by name" }).click();
  await expect(members.locator('[role=row][aria-rowindex="1"]')).toBeInViewport();
  const search = page.getByRole("searchbox", { name: "Search members by name or ID" });
  await search.fill(name);
  await expect(memberRow(page, "会计")).toBeVisible();
  expect(requestsIn(await demo.inspect(), { origin: "api", path: "/roster/list" })).toBeLessThan(200);
});
