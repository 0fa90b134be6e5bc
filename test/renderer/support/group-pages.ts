import { fakePages, type OnPage, type PageOptions } from "./fake-pages.ts";

export const ownedGroup = "青禾读书会";
export const memberGroup = "小区团购（3 号楼）";
/** Of 100,000 members; we are an admin. */
export const bigGroup = "全国用户大群";

export interface GroupPageOptions extends PageOptions {
  readonly group: string;
  /** As the tab is called in the page's language. */
  readonly tab?: string;
}

/** The page of a group on the fake main; as `fakePages` otherwise. */
export function groupPages() {
  const onPage = fakePages();
  return ({ group, tab, ...options }: GroupPageOptions, run: Parameters<OnPage>[1]): Promise<void> =>
    onPage(options, async (page) => {
      await page.getByRole("row").getByText(group, { exact: true }).click();
      await page.getByRole("heading", { level: 2, name: group }).waitFor();
      if (tab !== undefined) {
        await page.getByRole("tab", { name: tab }).click();
        await page.getByRole("tab", { name: tab, selected: true }).waitFor();
      }
      await run(page);
    });
}
