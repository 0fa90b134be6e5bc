import type { Page } from "@playwright/test";
import { test } from "vitest";
import type { NamesStatus } from "../../../../shared/ipc/people-calls.ts";
import { answer, called, emit } from "../../support/fake-main-calls.ts";
import { bigGroup, groupPages } from "../../support/group-pages.ts";
import { axeFindingsInBoth, expect, picture } from "../../support/page-checks.ts";
import { accountId } from "../../support/samples.ts";

const onGroup = groupPages();
const fewCards = { group: bigGroup, tab: "Members", scene: "fewCards" } as const;
const rows = (page: Page) => page.getByRole("grid", { name: "Members" }).getByRole("row");

const tells = (page: Page, status: Partial<NamesStatus>) =>
  answer(page, "people.status", {
    ok: true,
    value: { total: 100_000, named: 12_400, state: "reading", order: 0, ...status },
  });

test("who has no name yet is called by the id, and the list says how many names are known", () =>
  onGroup(fewCards, async (page) => {
    await page.getByText("12,400 of 100,000 names known").waitFor();
    await expect(rows(page).nth(3)).toContainText("Sofia García");
    const id = rows(page).nth(4).locator(".person-name .quiet");
    await expect(id).toHaveText("6597320949948");
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await picture(page, "few-cards");
  }));

test("names that arrive fill the rows in place; the order changes when one asks for it", () =>
  onGroup(fewCards, async (page) => {
    await tells(page, {});
    await emit(page, "people.changed", { accountId });
    await expect(page.getByRole("button", { name: "Sort by name" })).toBeHidden();
    const height = async () => (await rows(page).first().boundingBox())?.y;
    const before = await height();
    await tells(page, { named: 12_500, order: 1 });
    await emit(page, "people.changed", { accountId });
    await page.getByText("12,500 of 100,000 names known").waitFor();
    await expect
      .poll(() => called(page, "members.window"))
      .toContainEqual(expect.objectContaining({ order: 0 }));
    expect(await height()).toBe(before);
    const asked = (await called(page, "members.window")).length;
    await page.getByRole("button", { name: "Sort by name" }).click();
    await expect(page.getByRole("grid", { name: "Members" })).toBeFocused();
    await expect.poll(async () => (await called(page, "members.window")).length).toBeGreaterThan(asked);
    expect((await called(page, "members.window"))[asked]).not.toHaveProperty("order");
  }));

test.each([
  ["waiting", "12,400 of 100,000 names known · waiting for the server"],
  ["unavailable", "This server does not tell names."],
] as const)("a server that is %s is said to be", (state, words) =>
  onGroup(fewCards, async (page) => {
    await tells(page, { state });
    await emit(page, "people.changed", { accountId });
    await page.getByText(words, { exact: true }).waitFor();
  }),
);

test("one's own note is written beside the member, changed, and taken away", () =>
  onGroup(fewCards, async (page) => {
    await rows(page).nth(3).click();
    const panel = page.getByRole("complementary", { name: "Member" });
    await panel.getByText("Sofi 🌻").waitFor();
    await panel.getByRole("button", { name: "Add a note…" }).click();
    await panel.getByRole("textbox", { name: "Your note" }).fill("  Treasurer ");
    expect(await axeFindingsInBoth(page)).toEqual([]);
    await picture(page, "own-note");
    await page.keyboard.press("Enter");
    await panel.getByText("Treasurer", { exact: true }).waitFor();
    await expect(panel).toBeFocused();
    await panel.getByRole("button", { name: "Edit your note" }).click();
    await panel.getByRole("textbox", { name: "Your note" }).fill("Boss");
    await page.keyboard.press("Escape");
    await panel.getByText("Treasurer", { exact: true }).waitFor();
    await panel.getByRole("button", { name: "Edit your note" }).click();
    await panel.getByRole("textbox", { name: "Your note" }).fill("");
    await panel.getByRole("button", { name: "Save" }).click();
    await panel.getByRole("button", { name: "Add a note…" }).waitFor();
    const personId = "6597320942029";
    expect(await called(page, "people.setNote")).toEqual([
      { accountId, personId, note: "Treasurer" },
      { accountId, personId, note: "" },
    ]);
  }));

test("a note that could not be saved stays in its field, with the reason", () =>
  onGroup(fewCards, async (page) => {
    await answer(page, "people.setNote", { ok: false, code: "disk_full", message: "no space" });
    await rows(page).nth(3).click();
    await page.getByRole("button", { name: "Add a note…" }).click();
    await page.getByRole("textbox", { name: "Your note" }).fill("Treasurer");
    await page.keyboard.press("Enter");
    await page.getByText("Your note could not be saved.").waitFor();
    await expect(page.getByRole("textbox", { name: "Your note" })).toHaveValue("Treasurer");
  }));
