import { expect, type Locator, type Page } from "@playwright/test";

type Name = string | RegExp;
type Tab = "Overview" | "Members" | "Files" | "Announcements";
type List = "Groups" | "Members" | "Files" | "Transfers";

export function list(page: Page, name: List): Locator {
  return page.getByRole("grid", { name, exact: true });
}

export function groupRow(page: Page, name: Name): Locator {
  return list(page, "Groups").getByRole("row", { name });
}

export function memberRow(page: Page, name: Name): Locator {
  return list(page, "Members").getByRole("row", { name });
}

export function fileRow(page: Page, name: Name): Locator {
  return list(page, "Files").getByRole("row", { name });
}

export function transferRow(page: Page, name: Name): Locator {
  return list(page, "Transfers").getByRole("row", { name });
}

/** While a list still grows its rows move, and a click may meet another one. */
export async function groupsArrived(page: Page): Promise<void> {
  await expect(page.getByRole("region", { name: "Groups" }).getByText(/^As of /)).toBeVisible();
}

/** Opens a group of the list, and one of its pages. */
export async function openGroup(page: Page, name: Name, tab: Tab = "Overview"): Promise<void> {
  await groupRow(page, name).click();
  await page.getByRole("tab", { name: tab }).click();
  await expect(page.getByRole("tabpanel", { name: tab })).toBeVisible();
}

export async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: /^(Settings|设置)/ }).click();
  const panel = page.getByRole("complementary", { name: /^(Settings|设置)/ });
  await expect(panel).toBeVisible();
  return panel;
}

/** One of the choices that lie side by side. */
export async function choose(within: Page | Locator, label: Name, option: string): Promise<void> {
  await within.getByRole("radiogroup", { name: label }).getByText(option, { exact: true }).click();
}
