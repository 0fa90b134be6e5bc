import type { Page } from "@playwright/test";
import { test } from "vitest";
import { fakePages } from "../support/fake-pages.ts";
import { axeFindings, expect, picture } from "../support/page-checks.ts";

const onPage = fakePages();

/** Runs in the page: a WeChat code that can be joined, an account without room for it, and a pause if wanted. */
function answersInPage(isStopped: boolean): void {
  const at = new Date(2030, 0, 2, 10, 32).getTime();
  const accountId = "00000000-0000-4000-8000-000000000002";
  const place = { host: "weixin.qq.com", groupId: null, groupName: null, memberCount: null };
  const card = { ...place, kind: "wechat_group", canJoin: true, accountKind: "gewe" };
  const pace = {
    requestsPerDay: { used: 0, limit: 15 },
    requestsPerTwoHours: { used: 0, limit: 8 },
    joinsPerDay: { used: 10, limit: 10 },
    ...{ nextRequestAt: null, nextJoinAt: isStopped ? null : at },
    ...{ newForRequestsUntil: null, newForJoinsUntil: null, lastRequest: null },
    stopped: isStopped ? { at: 5, message: "操作过于频繁" } : null,
  };
  Object.assign(window.fakeMain.answers, {
    "join.inspect": ({ text }: { text: string }) => ({
      ok: true,
      value: { ...card, text, accountIds: [accountId], memberAccountIds: [], seen: [] },
    }),
    "join.join": () => ({ ok: false, code: "rate_limited", message: "held back" }),
    "friends.state": () => ({ ok: true, value: pace }),
  });
}

async function triedToJoin(language: "en" | "zh-CN", isStopped: boolean, run: (page: Page) => Promise<void>) {
  const isChinese = language === "zh-CN";
  const prepare = (page: Page) => page.addInitScript(answersInPage, isStopped);
  await onPage({ language, prepare }, async (page) => {
    await page.getByRole("button", { name: isChinese ? "扫码入群" : "Join by QR code" }).click();
    const panel = page.getByRole("complementary");
    await panel.getByRole("textbox").fill("https://weixin.qq.com/g/AwYAALLELoeKLg");
    await page.keyboard.press("Enter");
    await panel.getByRole("article").waitFor();
    await panel
      .getByRole("article")
      .getByRole("button", { name: isChinese ? /^入群|^加入/ : /^Join/ })
      .click();
    await panel.getByRole("article").getByRole("group").getByRole("button").first().click();
    await panel.getByRole("alert").first().waitFor();
    await run(page);
  });
}

test.each([
  ["en", /10 of 10 groups were joined in the last 24 hours: the next is possible Jan 2, 2030.* 10:32/],
  ["zh-CN", /近 24 小时已入群 10 \/ 10，下次可入群 2030年1月2日.*10:32/],
] as const)("a join held back tells the counters and when the next is possible (%s)", (language, words) =>
  triedToJoin(language, false, async (page) => {
    await page.getByRole("alert").filter({ hasText: words }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, `join-held-back-${language}`);
  }),
);

test.each([
  ["en", "WeChat asked for a pause: 操作过于频繁. Nothing was sent."],
  ["zh-CN", "微信提示需要暂停：操作过于频繁。没有发送"],
] as const)("one that WeChat's pause held back says so (%s)", (language, words) =>
  triedToJoin(language, true, async (page) => {
    await page.getByRole("alert").filter({ hasText: words }).waitFor();
    await picture(page, `join-stopped-${language}`);
  }),
);
