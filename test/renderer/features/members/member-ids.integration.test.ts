import type { Page } from "@playwright/test";
import { test } from "vitest";
import { groupPages, ownedGroup } from "../../support/group-pages.ts";
import { expect } from "../../support/page-checks.ts";

const onGroup = groupPages();

/** Runs in the page: the group is one of a WeChat account, where ids are long, begin alike and may be longer still. */
function wechatAnswers(): void {
  const { given } = window.fakeMain;
  const account = {
    ...{
      id: "00000000-0000-4000-8000-000000000001",
      kind: "gewe",
      name: "WeChat",
      apiUrl: "http://127.0.0.1",
    },
    ...{ appId: "demo", userName: null, selfId: "wxid_0", isDemo: true, isSignedIn: true, canRenew: false },
    ...{ allowsInsecureHttp: false, secretPlace: "os", syncedAt: Date.now() },
  };
  given["accounts.list"] = { ok: true, value: [account] };
  const long = "25984982123456789012345678901234567890@openim";
  const rows = ["wxid_demo0000003001", "wxid_demo0000003002", `${long}1`, `${long}2`].map((id) => ({
    ...{ id, name: "林晓梅", role: "admin", joinedAt: null, mutedUntil: null },
  }));
  given["members.window"] = { ok: true, value: { revision: 1, order: 0, total: rows.length, rows } };
}

test.each([
  ["en", "Members"],
  ["zh-CN", "成员"],
] as const)(
  "WeChat ids beside an open card can be told apart, and are copied whole (%s)",
  (language, tab) => {
    const prepare = (page: Page) => page.addInitScript(wechatAnswers);
    return onGroup({ group: ownedGroup, tab, language, prepare }, async (page) => {
      const ids = page.locator(".member-row-id");
      await page.getByRole("grid").last().getByRole("row").first().click();
      await page.getByRole("complementary").waitFor();
      const seen = await ids.evaluateAll((cells) =>
        cells.map((cell) => {
          const [head, tail] = [...cell.children];
          const right = cell.getBoundingClientRect().right;
          return {
            id: cell.textContent,
            title: cell.getAttribute("title"),
            isHeadCut: (head?.scrollWidth ?? 0) > (head?.clientWidth ?? 0),
            isTailSeen: tail !== undefined && tail.getBoundingClientRect().right <= right + 1,
          };
        }),
      );
      expect(seen.map(({ isHeadCut }) => isHeadCut)).toEqual([false, false, true, true]);
      for (const { id, title, isTailSeen } of seen) {
        expect(title).toBe(id);
        expect(isTailSeen).toBe(true);
      }
      await ids.nth(3).click();
      expect(await page.evaluate(() => String(getSelection()))).toBe(seen[3]?.id);
    });
  },
);
