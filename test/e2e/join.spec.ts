import path from "node:path";
import { expect, test } from "../support/app.ts";
import { pickPictures } from "../support/pick-pictures.ts";
import { groupRow } from "./support/app-pages.ts";
import { onDesk, screenshotOf } from "./support/desk.ts";
import { codeCard, confirmJoining, openJoinPanel, pasteCode, pastePicture } from "./support/join-panel.ts";
import { test as restarts } from "./support/restarts.ts";
import { openDemo, type RunningDemo } from "./support/running-demo.ts";

async function isIn(demo: RunningDemo, groupId: string): Promise<boolean> {
  const { groups } = await demo.inspect();
  return groups.some(({ id, isDemoUserIn }) => id === groupId && isDemoUserIn);
}

test("a dropped screenshot is explained, and joined only after a question", async ({ app }) => {
  const { page } = app;
  const demo = await openDemo(app);
  const { joinOpen } = demo.facts.groups;
  await app.dropFiles("nav", [
    await onDesk(app, "screenshot.png", screenshotOf([demo.facts.codes.openGroup])),
  ]);
  const card = codeCard(page, "Group code");
  await expect(card).toContainText("Sunday Chess Club");
  await card.getByRole("button", { name: /^Join/ }).click();
  const question = card.getByRole("group", { name: /^Join “Sunday Chess Club.*” with Demo\?/ });
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(await isIn(demo, joinOpen)).toBe(false);

  await confirmJoining(card);
  await expect(card.getByRole("status")).toContainText("Joined.");
  expect(await isIn(demo, joinOpen)).toBe(true);
  await expect(groupRow(page, "Sunday Chess Club")).toBeVisible();
  await card.getByRole("button", { name: "Open group" }).click();
  await expect(page.getByRole("main").getByRole("heading", { name: /Sunday Chess Club/ })).toBeVisible();
});

restarts(
  "several codes are joined after one question, and known again after a restart",
  async ({ start }) => {
    const first = await start();
    const demo = await openDemo(first);
    const { openGroup, approvalGroup, closedGroup } = demo.facts.codes;
    await openJoinPanel(first.page);
    const picture = screenshotOf([openGroup, approvalGroup, closedGroup], 300);
    await first.dropFiles("aside", [await onDesk(first, "many.png", picture)]);
    await first.page.getByRole("button", { name: "Join 3 groups…" }).click();
    expect(await isIn(demo, demo.facts.groups.joinOpen)).toBe(false);
    const question = first.page.getByRole("group", { name: "Join 3 groups: 3 with Demo?" });
    await question.getByRole("button", { name: "Join", exact: true }).click();
    await expect(first.page.getByText("1 joined · 1 applied · 1 refused")).toBeVisible();
    expect(await isIn(demo, demo.facts.groups.joinOpen)).toBe(true);
    await first.close();

    const second = await start();
    await pasteCode(second.page, closedGroup);
    await expect(codeCard(second.page, "Group code")).toContainText("Refused to Demo today");
    await pasteCode(second.page, openGroup);
    await expect(codeCard(second.page, "Group code").first()).toContainText("Joined with Demo today");
  },
);

test("a folder is read however deep; what is no picture is counted", async ({ app }) => {
  const { page } = app;
  const { facts } = await openDemo(app);
  const inner = await onDesk(app, "phone/2026/november/code.png", screenshotOf([facts.codes.openGroup]));
  await onDesk(app, "phone/notes.txt", "nothing");
  await openJoinPanel(page);
  await app.dropFiles("aside", [path.resolve(inner, "../../..")]);
  await expect(codeCard(page, "Group code")).toContainText("code.png");
  await expect(page.getByText("1 file was left out")).toBeVisible();
});

test("a pasted and a picked picture are read too", async ({ app }) => {
  const { page } = app;
  const { facts } = await openDemo(app);
  await pastePicture(page, screenshotOf([facts.codes.approvalGroup]));
  await expect(codeCard(page, "Group code")).toContainText("摄影爱好者交流群");

  const picture = await onDesk(app, "picked.png", screenshotOf([facts.codes.wechatPerson]));
  await pickPictures(page, [picture], () => page.getByRole("button", { name: "Choose pictures…" }).click());
  const person = codeCard(page, "WeChat person");
  await expect(person).toContainText("u.wechat.com");
  await expect(person).toContainText("A personal code cannot join a group.");
  await expect(person.getByRole("button", { name: /^Join/ })).toHaveCount(0);
});

test("several codes in one picture get a card each", async ({ app }) => {
  const { page } = app;
  const { facts } = await openDemo(app);
  const { openGroup, wechatGroup, wechatPerson } = facts.codes;
  await openJoinPanel(page);
  const picture = screenshotOf([openGroup, wechatGroup, wechatPerson, "https://example.com/menu"], 300);
  await app.dropFiles("aside", [await onDesk(app, "many.png", picture)]);
  await expect(page.getByRole("article")).toHaveCount(4);
  await expect(codeCard(page, "WeChat group code")).toContainText("weixin.qq.com");
  await expect(codeCard(page, "Web link")).toContainText("example.com");
  await expect(page.getByRole("button", { name: /^Join/ }).filter({ hasText: "Join…" })).toHaveCount(2);
});

test("each way of joining a group ends with its own words", async ({ app }) => {
  const { page } = app;
  const { codes } = (await openDemo(app)).facts;
  const endings = [
    [codes.alreadyMember, "This account is already a member."],
    [codes.approvalGroup, "Applied. The group’s owner or an admin has to approve."],
    [codes.expiredGroup, "This code or invitation has expired."],
    [codes.closedGroup, "The server refused."],
    [codes.fullGroup, "The server refused."],
  ] as const;
  for (const [code, words] of endings) {
    await pasteCode(page, code);
    const card = codeCard(page, "Group code").first();
    await confirmJoining(card);
    await expect(card.getByRole("status")).toContainText(words);
  }
});

test("WeChat codes join with the WeChat account", async ({ app }) => {
  const { page } = app;
  const demo = await openDemo(app);
  const { codes } = demo.facts;
  await page.getByRole("button", { name: /^Demo WeChat,/ }).click();
  await expect(groupRow(page, "Weekend Football")).toBeVisible();
  const endings = [
    [codes.wechatGroup, "WeChat group code", "Joined."],
    [codes.wechatInvite, "WeChat group invitation", "Joined."],
    [codes.wechatAlready, "WeChat group code", "This account is already a member."],
    [codes.wechatPending, "WeChat group code", "Applied."],
    [codes.wechatExpired, "WeChat group code", "二维码已过期"],
    [codes.wechatInviteExpired, "WeChat group invitation", "邀请已过期"],
    [codes.wechatFull, "WeChat group code", "只可通过邀请进群"],
  ] as const;
  for (const [code, kind, words] of endings) {
    await pasteCode(page, code);
    const card = codeCard(page, kind).first();
    await expect(card).toContainText("weixin.qq.com");
    await confirmJoining(card);
    await expect(card.getByRole("status")).toContainText(words);
  }
  const joined = (await demo.inspect()).geweRooms.filter(({ isJoined }) => isJoined).map(({ name }) => name);
  expect(joined).toEqual(expect.arrayContaining(["城市摄影约拍", "读书打卡营"]));
});

test("a look-alike of a known host is a web link and nothing more", async ({ app }) => {
  const { page } = app;
  const { codes } = (await openDemo(app)).facts;
  const path = new URL(codes.wechatGroup).pathname;
  const disguises = [
    [`https://weixin.qq.com.example.net${path}`, "weixin.qq.com.example.net"],
    [`https://weіxin.qq.com${path}`, "xn--wexin-o2e.qq.com"],
    [`https://weixin.qq.com@evil.example${path}`, "evil.example"],
  ] as const;
  for (const [link, host] of disguises) {
    await pasteCode(page, link);
    const card = codeCard(page, "Web link").first();
    await expect(card.getByText(host, { exact: true })).toBeVisible();
    await expect(card.getByRole("note")).toContainText("This is not weixin.qq.com");
    await expect(card.getByRole("button", { name: /^Join/ })).toHaveCount(0);
    expect(
      await page.evaluate(async (text) => {
        const accounts = await window.qunzhu?.call("accounts.list", undefined);
        const all = accounts?.ok ? (accounts.value as { id: string; kind: string }[]) : [];
        const accountId = all.find(({ kind }) => kind === "gewe")?.id;
        return window.qunzhu?.call("join.join", { accountId, text });
      }, link),
    ).toMatchObject({ ok: false, code: "unsupported" });
  }
});

test("a picture without a code says so and what helps", async ({ app }) => {
  const { page } = app;
  await openDemo(app);
  await pastePicture(page, screenshotOf([]));
  await expect(page.getByText("No code found in this picture.")).toBeVisible();
  await expect(page.getByText(/crop closer to the code/)).toBeVisible();
  await openJoinPanel(page);
  await app.dropFiles("aside", [await onDesk(app, "broken.png", "this is no picture")]);
  await expect(page.getByRole("alert").filter({ hasText: /picture/ })).toBeVisible();
});
