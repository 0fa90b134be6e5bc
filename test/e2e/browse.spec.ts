import { expect, test } from "../support/app.ts";
import { groupRow, list, memberRow, openGroup } from "./support/app-pages.ts";
import { openDemo } from "./support/running-demo.ts";

test("groups are found by name and by id", async ({ app }) => {
  const { page } = app;
  const { facts } = await openDemo(app);
  await expect(list(page, "Groups").getByRole("row")).toHaveCount(8);
  const search = page.getByRole("searchbox", { name: "Search groups" });
  await search.fill("登山");
  await expect(list(page, "Groups").getByRole("row")).toHaveCount(1);
  await expect(groupRow(page, "周末登山队")).toContainText("Owner");
  await search.fill(facts.groups.beyondSafeInteger);
  await expect(groupRow(page, "书友会")).toBeVisible();
  await expect(list(page, "Groups").getByRole("row")).toHaveCount(1);
  await search.fill("no group is called this");
  await expect(page.getByText("No group matches")).toBeVisible();
  await search.press("Escape");
  await expect(search).toHaveValue("");
  await expect(list(page, "Groups").getByRole("row")).toHaveCount(8);
});

test("a group shows what is known of it, with its id to copy", async ({ app }) => {
  const { page } = app;
  const { facts } = await openDemo(app);
  await openGroup(page, "书友会");
  const overview = page.getByRole("tabpanel", { name: "Overview" });
  await expect(overview).toContainText("本月：《长安的荔枝》");
  await overview.getByRole("button", { name: `Copy ID ${facts.groups.beyondSafeInteger}` }).click();
  await expect.poll(() => app.main("clipboard")).toBe(facts.groups.beyondSafeInteger);
});

test("a group of 20,000 is read to its end, searched, and a member's card opened", async ({ app }) => {
  const { page } = app;
  await openDemo(app);
  await openGroup(page, "万人大群", "Members");
  const panel = page.getByRole("tabpanel", { name: "Members" });
  await expect(panel.getByText("20,000 members")).toBeVisible();
  const members = list(page, "Members");
  await expect(members).toHaveAttribute("aria-rowcount", "20000");
  await members.press("End");
  const last = members.locator('[role=row][aria-rowindex="20000"]');
  await expect(last).toBeInViewport();
  await expect(last).toContainText(/\d{13}/);
  await members.press("Enter");
  const card = page.getByRole("complementary", { name: "Member" });
  await expect(card).toContainText(/\d{13}/);
  const id = /\d{13}/.exec(await card.innerText())?.[0] ?? "";
  await expect(last).toContainText(id);
  await members.press("Home");
  await expect(members.locator('[role=row][aria-rowindex="1"]')).toBeInViewport();

  await card.press("Escape");
  await expect(card).toHaveCount(0);
  const search = page.getByRole("searchbox", { name: "Search members by name or ID" });
  await search.fill("欧阳");
  await expect(panel.getByText(/^[\d,]+ matches$/)).toBeVisible();
  await expect(memberRow(page, "欧阳").first()).toBeVisible();
  await search.fill(id);
  await expect(members).toHaveAttribute("aria-rowcount", "1");
  await search.press("ArrowDown");
  await expect(members).toBeFocused();
  await members.press("Enter");
  await expect(card).toContainText(id);
  await card.press("Escape");
  await expect(card).toHaveCount(0);
});

test("awkward names are shown as the text they are", async ({ app }) => {
  const { page } = app;
  const surprises: string[] = [];
  page.on("dialog", (dialog) => {
    surprises.push(dialog.message());
    void dialog.dismiss();
  });
  await openDemo(app);
  const search = page.getByRole("searchbox", { name: "Search groups" });
  await search.fill("<b>名字</b>");
  await openGroup(page, "<b>名字</b>");
  await expect(page.getByText("<script>alert('description')</script>")).toBeVisible();
  await page.getByRole("tab", { name: "Members" }).click();
  const inMembers = page.getByRole("searchbox", { name: "Search members by name or ID" });
  const found = async (query: string, count: number) => {
    await inMembers.fill(query);
    await expect(list(page, "Members").getByRole("row")).toHaveCount(count);
  };
  await found("<img src=x", 1);
  await expect(page.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
  await found("<script>", 1);
  await found("'; DROP TABLE members; --", 1);
  await found("__proto__", 1);
  await found("مرحبا", 1);
  await found("%", 3);
  expect(await page.locator("main img[src=x], main b, main script").count()).toBe(0);
  expect(surprises).toEqual([]);
});
