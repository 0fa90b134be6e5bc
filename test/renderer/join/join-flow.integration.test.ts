import type { Page } from "@playwright/test";
import { test } from "vitest";
import { cameraFile } from "../../support/camera-file.ts";
import { drawPicture, toPng } from "../../support/qr-images.ts";
import { tempFolderForAll } from "../../support/temp-folder.ts";
import { answer, called, emit } from "../support/fake-main-calls.ts";
import { fakePages, type PageOptions } from "../support/fake-pages.ts";
import { axeFindings, axeFindingsInBoth, expect, picture } from "../support/page-checks.ts";

const group = '{"source":"web","action":"group","info":{"group_id":9007199254740993,"info":"key"}}';
const person = "https://u.wechat.com/EJx";
const wechat = "https://weixin.qq.com/g/AwYAALLELoeKLg";
const screenshot = toPng(
  drawPicture({ width: 720, height: 1000, isChat: true }, [
    { text: group, x: 60, y: 80, size: 260 },
    { text: person, x: 400, y: 560, size: 220 },
  ]),
).toString("base64");
const codeOf = (id: string, key: string) =>
  `{"source":"app","action":"group","info":{"group_id":"${id}","info":"${key}"}}`;
const severalGroups = toPng(
  drawPicture({ width: 900, height: 400, isChat: true }, [
    { text: codeOf("11111113", "one"), x: 30, y: 60, size: 240 },
    { text: codeOf("22222222", "two"), x: 320, y: 60, size: 240 },
    { text: codeOf("44444444", "four"), x: 610, y: 60, size: 240 },
  ]),
).toString("base64");
const screen = toPng(
  drawPicture({ width: 1280, height: 720, isChat: true }, [
    { text: group, x: 200, y: 200, size: 260 },
    { text: person, x: 860, y: 200, size: 260 },
  ]),
).toString("base64");
const blank = toPng(drawPicture({ width: 300, height: 200, isChat: true }, [])).toString("base64");

const filmFolder = tempFolderForAll();
const onPage = fakePages({
  launchOptions: async () => ({
    args: [
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${await cameraFile(group, filmFolder())}`,
    ],
  }),
});

/** Runs in the page: what codes mean, and what becomes of joining by them. */
function joinAnswers(): void {
  const accountIds = [1, 2].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
  const nobody = { accountIds: [], memberAccountIds: [], seen: [] };
  const nothing = { host: null, groupId: null, groupName: null, memberCount: null, canJoin: false };
  const card = { ...nothing, ...nobody, accountKind: null };
  function groupCard(text: string) {
    const groupId = /\d{4,}/.exec(text)?.[0] ?? "";
    const isNew = groupId.endsWith("3");
    const expired = { at: Date.now() - 86_400_000, outcome: "expired", groupId, groupName: null };
    return {
      ...{ ...card, text, kind: "lanying_group", groupId, memberCount: 64, canJoin: true, accountIds },
      ...{ groupName: isNew ? "Chess club" : `Group ${groupId}`, accountKind: "lanying" },
      seen: isNew ? [] : [{ ...expired, accountId: accountIds[0] }],
    };
  }
  function cardOf(text: string) {
    if (text.startsWith("{")) return groupCard(text);
    if (!text.includes("/g/")) return { ...card, text, kind: "wechat_person", host: "u.wechat.com" };
    return { ...card, text, kind: "wechat_group", host: "weixin.qq.com", accountKind: "gewe" };
  }
  const ok = (value?: unknown) => ({ ok: true, value });
  const applied = { groupId: null, groupName: null, message: "wait for the owner" };
  Object.assign(window.fakeMain.answers, {
    "join.inspect": ({ text }: { text: string }) => ok(cardOf(text)),
    "join.join": () => ok({ ...applied, outcome: "pending_approval" }),
    "join.check": () => ok({ outcome: "joined", groupId: "1", groupName: "Chess club", message: null }),
    "join.allowCapture": () => ok(),
    "join.endCapture": () => ok(),
  });
}

/** The panel in which codes are joined: open, and with it all of the flow, which is loaded after the first paint. */
function onJoin(run: (page: Page) => Promise<unknown>, options: PageOptions = {}) {
  const prepare = (page: Page) => page.addInitScript(joinAnswers);
  return onPage({ height: 900, prepare, ...options }, async (page) => {
    await page
      .getByRole("button", { name: /join|扫码入群/i })
      .first()
      .click();
    await page.getByRole("complementary").waitFor();
    await run(page);
  });
}

const panel = (page: Page) => page.getByRole("complementary", { name: "Join by QR code" });
const card = (page: Page, name: RegExp) => panel(page).getByRole("article", { name });
const joins = (page: Page) => called(page, "join.join");
/** What the page wanted to take pictures of, each until it said that it had ended. */
const captures = async (page: Page) =>
  page.evaluate(() =>
    window.fakeMain.calls
      .filter(({ name }) => /^join\..*Capture$/.test(name))
      .map(({ name, input }) => (name === "join.endCapture" ? "end" : (input as { what: string }).what)),
  );

/** Dispatches a drop or a paste of one file where nothing else takes it. */
async function bring(page: Page, type: "drop" | "paste", base64: string, name = "screenshot.png") {
  await page.evaluate(`(() => {
    const bytes = Uint8Array.from(atob("${base64}"), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], "${name}", { type: "image/png" }));
    const options = { bubbles: true, cancelable: true };
    document.body.dispatchEvent("${type}" === "drop"
      ? new DragEvent("drop", { ...options, dataTransfer: transfer })
      : new ClipboardEvent("paste", { ...options, clipboardData: transfer }));
  })()`);
}

test("a dropped screenshot shows every code with its card, and joining asks first", () =>
  onJoin(async (page) => {
    await bring(page, "drop", screenshot);
    await card(page, /Group code/).waitFor();
    await card(page, /WeChat person/).waitFor();
    await expect(panel(page).locator("svg polygon")).toHaveCount(2);
    await expect(card(page, /Group code/)).toContainText("Chess club");
    await expect(card(page, /WeChat person/)).toContainText("A personal code cannot join a group");
    await expect(card(page, /WeChat person/).getByRole("button", { name: /^Join/ })).toHaveCount(0);

    await panel(page).getByLabel("Group codes: join with").selectOption({ label: "Demo WeChat" });
    await card(page, /Group code/)
      .getByRole("button", { name: "Join…" })
      .click();
    const question = card(page, /Group code/).getByRole("group", {
      name: "Join “Chess club” with Demo WeChat?",
    });
    await question.waitFor();
    await expect.poll(() => joins(page)).toEqual([]);
    await question.getByRole("button", { name: "Join", exact: true }).click();
    const outcome = panel(page).locator('[data-outcome="pending_approval"]');
    await outcome.waitFor();
    await expect(outcome).toContainText("Server: wait for the owner");
    await expect
      .poll(() => joins(page))
      .toEqual([{ accountId: "00000000-0000-4000-8000-000000000002", text: group }]);
  }));

test("a pasted picture without a code says what helps, a broken one why", () =>
  onJoin(async (page) => {
    await bring(page, "paste", blank, "image.png");
    await panel(page).getByText("No code found in this picture.").waitFor();
    await panel(page).getByText("Pasted picture").first().waitFor();
    await bring(page, "drop", screenshot.slice(0, 400), "cut.png");
    await panel(page).getByText("The picture is damaged or incomplete.").waitFor();
  }));

test("a pasted link works like a code; an Enter that ends a Chinese word does not submit", () =>
  onJoin(async (page) => {
    const field = panel(page).getByLabel("Invite link or message");
    await field.fill(wechat);
    await field.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
    await field.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
    await expect(panel(page).getByRole("article")).toHaveCount(0);
    await field.press("Enter");
    await card(page, /WeChat group code/).waitFor();
    await expect(card(page, /WeChat group code/)).toContainText("sign in to a WeChat account");
    await expect(field).toHaveValue("");
  }));

test("the panel with everything in it has no accessibility fault", () =>
  onJoin(async (page) => {
    await bring(page, "drop", screenshot);
    await bring(page, "drop", severalGroups);
    await bring(page, "drop", screenshot.slice(0, 400), "cut.png");
    await panel(page).getByText("The picture is damaged or incomplete.").waitFor();
    await card(page, /Code 2: Group code/)
      .getByRole("button", { name: "Join…" })
      .first()
      .click();
    await panel(page)
      .getByRole("button", { name: /^Show picture/ })
      .first()
      .click();
    expect(await axeFindingsInBoth(page)).toEqual([]);
  }));

test("an Enter pressed twice on Join asks, and does not answer itself", () =>
  onJoin(async (page) => {
    await bring(page, "drop", screenshot);
    await card(page, /Group code/)
      .getByRole("button", { name: "Join…" })
      .focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await card(page, /Group code/)
      .getByRole("group")
      .waitFor();
    await expect.poll(() => joins(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "detached" });
  }));

test("several codes are chosen and joined after one question; what was expired before is left out", () =>
  onJoin(async (page) => {
    await bring(page, "drop", severalGroups);
    await card(page, /Code 3: Group code/).waitFor();
    await expect(card(page, /Code 2: Group code/)).toContainText("Expired when tried yesterday");
    const offer = panel(page).getByRole("button", { name: "Join 1 group…" });
    await offer.waitFor();
    await panel(page).getByLabel("Join Group 22222222 with the others").check();
    await panel(page).getByRole("button", { name: "Join 2 groups…" }).click();
    const question = panel(page).getByRole("group", { name: /^Join 2 groups: 2 with / });
    await question.waitFor();
    await expect.poll(() => joins(page)).toEqual([]);
    await question.getByRole("button", { name: "Join", exact: true }).click();
    await panel(page).getByText("2 applied").waitFor();
    const keyOf = (input: unknown) => JSON.parse((input as { text: string }).text).info.info;
    await expect.poll(async () => (await joins(page)).map(keyOf)).toEqual(["one", "two"]);

    await panel(page).getByRole("button", { name: "OK" }).click();
    // What was tried is not chosen again by itself.
    await panel(page).getByRole("button", { name: "Join 0 groups…" }).waitFor();
    await card(page, /Code 1: Group code/)
      .getByRole("button", { name: "Check now" })
      .click();
    await card(page, /Code 1: Group code/)
      .getByText("Joined.", { exact: true })
      .waitFor();
  }));

const accountId = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

/** Runs in the page: joining ends when the test says so, by `window.release()`, one after another. */
function joinsOnRelease(): void {
  const waiting: (() => void)[] = [];
  const joined = { groupId: "1", groupName: null, message: null, outcome: "joined" };
  Object.assign(window, { release: () => waiting.shift()?.() });
  Object.assign(window.fakeMain.answers, {
    "join.join": () => new Promise((resolve) => waiting.push(() => resolve({ ok: true, value: joined }))),
  });
}

const release = (page: Page) => page.evaluate("window.release()");

async function startJoiningTwo(page: Page) {
  await page.evaluate(joinsOnRelease);
  await bring(page, "drop", severalGroups);
  await panel(page).getByLabel("Join Group 22222222 with the others").check();
  await panel(page).getByRole("button", { name: "Join 2 groups…" }).click();
  await panel(page).getByRole("group").getByRole("button", { name: "Join", exact: true }).click();
  await expect.poll(() => joins(page)).toHaveLength(1);
}

test("a card keeps its outcome when it is looked at again and when another account is chosen", () =>
  onJoin(async (page) => {
    const joined = { outcome: "joined", groupId: "9007199254740993", groupName: "Chess club", message: null };
    await answer(page, "join.join", { ok: true, value: joined });
    await bring(page, "drop", screenshot);
    const code = card(page, /Code 1: Group code/);
    await code.getByRole("button", { name: "Join…" }).click();
    await code.getByRole("group").getByRole("button", { name: "Join", exact: true }).click();
    const outcome = code.locator('[data-outcome="joined"]');
    await outcome.waitFor();

    // The one that joined is no longer the best to join with: it is in.
    await page.evaluate(
      ([joiner, other]) => {
        const { answers } = window.fakeMain;
        const inspect = answers["join.inspect"] as unknown as (input: object) => { value: object };
        Object.assign(answers, {
          "join.inspect": (input: object) => {
            const value = {
              ...inspect(input).value,
              accountIds: [other, joiner],
              memberAccountIds: [joiner],
            };
            return { ok: true, value };
          },
        });
      },
      [accountId(1), accountId(2)] as const,
    );
    const looks = async () => (await called(page, "join.inspect")).length;
    const before = await looks();
    await emit(page, "accounts.changed", {});
    await expect.poll(looks).toBeGreaterThan(before);
    await expect(panel(page).getByLabel("Group codes: join with")).toHaveValue(accountId(2));
    await expect(outcome).toContainText("Joined.");
    await expect(code.getByRole("button", { name: "Open group" })).toHaveCount(1);
    await expect(code.getByRole("button", { name: /^Join|^Try/ })).toHaveCount(0);

    await panel(page).getByLabel("Group codes: join with").selectOption({ label: "青禾社区" });
    await panel(page).getByLabel("Group codes: join with").selectOption({ label: "Demo WeChat" });
    await code.getByRole("button", { name: "Join…" }).waitFor();
    await expect(outcome).toContainText("Joined.With 青禾社区");
    await expect(code.getByRole("button", { name: "Open group" })).toHaveCount(1);
    await picture(page, "join-outcome-en");

    // Nobody can join by it any more: that is no reason to forget what became of it.
    await answer(page, "join.inspect", {
      ok: true,
      value: {
        ...{
          text: group,
          kind: "lanying_group",
          host: null,
          groupId: null,
          groupName: null,
          memberCount: null,
        },
        ...{ canJoin: false, accountKind: "lanying", accountIds: [], memberAccountIds: [], seen: [] },
      },
    });
    await emit(page, "accounts.changed", {});
    await expect(code).toContainText("sign in to an account");
    await expect(outcome).toContainText("Joined.");
  }));

test.each([
  { language: "en", theme: "light" },
  { language: "zh-CN", theme: "dark" },
] as const)(
  "joining many stays in sight with the panel closed, until its end was seen ($language, $theme)",
  (look) =>
    onJoin(async (page) => {
      const isEnglish = look.language === "en";
      await page.keyboard.press("Escape");
      await page.evaluate(joinsOnRelease);
      await bring(page, "drop", severalGroups);
      const aside = page.getByRole("complementary");
      const button = (en: string, zh: string) =>
        page.getByRole("button", { name: isEnglish ? en : zh, exact: true });
      await aside.getByRole("checkbox").nth(1).check();
      await button("Join 2 groups…", "加入 2 个群…").click();
      await aside.getByRole("group").getByRole("button").first().click();
      await expect.poll(() => joins(page)).toHaveLength(1);
      await page.keyboard.press("Escape");
      await aside.waitFor({ state: "detached" });
      const bar = page.getByRole("region", { name: isEnglish ? "Join by QR code" : "扫码入群" });
      await expect(bar).toContainText(isEnglish ? "Joining 1 of 2" : "正在加入第 1 个，共 2 个");
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, `join-bar-running-${look.language}`);
      await bar.getByRole("button", { name: isEnglish ? "Pause" : "暂停" }).click();
      await bar.getByRole("button", { name: isEnglish ? "Go on" : "继续" }).click();
      await button("Show", "显示").click();
      await aside.waitFor();
      await expect(bar).toHaveCount(0);
      await page.keyboard.press("Escape");
      await release(page);
      await expect.poll(() => joins(page)).toHaveLength(2);
      await release(page);
      await expect(bar).toContainText(isEnglish ? "2 joined" : "已加入 2 个");
      await picture(page, `join-bar-ended-${look.language}`);
      await button("OK", "好").click();
      await expect(bar).toHaveCount(0);
    }, look),
);

test("clearing the list leaves what is being joined or waits for it, and each tells its end", () =>
  onJoin(async (page) => {
    await startJoiningTwo(page);
    const codes = panel(page).getByRole("article");
    await expect(codes).toHaveCount(3);
    await panel(page).getByRole("button", { name: "Clear list" }).click();
    await expect(codes).toHaveCount(2);
    const remove = codes.first().getByRole("button", { name: "Remove from list" });
    await expect(remove).toBeDisabled();
    await release(page);
    await expect(codes.first().locator('[data-outcome="joined"]')).toBeVisible();
    await expect.poll(() => joins(page)).toHaveLength(2);
    await release(page);
    await expect(codes.nth(1).locator('[data-outcome="joined"]')).toBeVisible();
    await panel(page).getByText("2 joined").waitFor();
    await panel(page).getByRole("button", { name: "Clear list" }).click();
    await expect(codes).toHaveCount(0);
    await expect(panel(page).getByText("2 joined")).toHaveCount(0);
  }));

test("what is asked about is not joined after the list was cleared", () =>
  onJoin(async (page) => {
    await bring(page, "drop", severalGroups);
    await panel(page).getByRole("button", { name: "Join 1 group…" }).click();
    await panel(page).getByRole("group").waitFor();
    await panel(page).getByRole("button", { name: "Clear list" }).click();
    await expect(panel(page).getByRole("group")).toHaveCount(0);
    await expect(panel(page).getByRole("article")).toHaveCount(0);
    await expect.poll(() => joins(page)).toEqual([]);
  }));

test("several codes of one group are one group to join; ticking another of them moves the tick", () =>
  onJoin(async (page) => {
    const sameGroup = ["one", "two", "three"].map((key) => codeOf("11111113", key));
    const texts = [...sameGroup, codeOf("33333333", "other")];
    const field = panel(page).getByLabel("Invite link or message");
    for (const text of texts.toReversed()) {
      await field.fill(text);
      await field.press("Enter");
    }
    await expect(panel(page).getByRole("article")).toHaveCount(4);
    await expect(panel(page).getByText("another code of a group above")).toHaveCount(2);
    const ticks = panel(page).getByRole("checkbox");
    const ticked = () => ticks.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked));
    await expect.poll(ticked).toEqual([true, false, false, true]);
    await ticks.nth(1).check();
    await expect.poll(ticked).toEqual([false, true, false, true]);
    await ticks.nth(1).uncheck();
    await expect.poll(ticked).toEqual([false, false, false, true]);
    await panel(page).getByRole("button", { name: "Select all" }).click();
    await expect.poll(ticked).toEqual([true, false, false, true]);
    await picture(page, "join-same-group-en");
    await panel(page).getByRole("button", { name: "Join 2 groups…" }).click();
    await panel(page).getByRole("group").getByRole("button", { name: "Join", exact: true }).click();
    await panel(page).getByText("2 applied").waitFor();
    await panel(page).getByRole("button", { name: "OK" }).click();
    await panel(page).getByRole("button", { name: "Join 0 groups…" }).waitFor();
  }));

test("the list shows what can be joined, or what gave no code", () =>
  onJoin(async (page) => {
    await bring(page, "drop", screenshot);
    await bring(page, "drop", blank, "blank.png");
    await card(page, /Group code/).waitFor();
    await panel(page).getByText("No code found in this picture.").waitFor();
    await panel(page).getByRole("radio", { name: "Can be joined 1" }).check({ force: true });
    await expect(panel(page).getByRole("article")).toHaveCount(1);
    await expect(panel(page).getByText("blank.png")).toHaveCount(0);
    await panel(page).getByRole("radio", { name: "Without a code 1" }).check({ force: true });
    await expect(panel(page).getByRole("article")).toHaveCount(0);
    await panel(page).getByRole("button", { name: "Clear list" }).click();
    await panel(page).getByText("Drop screenshots or a folder here").waitFor();
  }));

test("several links pasted at once are a row each", () =>
  onJoin(async (page) => {
    await page.evaluate(`(() => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", "${wechat}\\n${wechat}2\\n");
    const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: transfer });
    document.body.dispatchEvent(event);
  })()`);
    await panel(page).getByRole("article").nth(1).waitFor();
    await expect(panel(page).getByRole("article")).toHaveCount(2);
  }));

test("the camera shows its picture until there is a code in it, and is off after that", () =>
  onJoin(async (page) => {
    await page.context().grantPermissions(["camera"], { origin: new URL(page.url()).origin });
    await panel(page).getByRole("button", { name: "Camera…" }).click();
    await card(page, /Group code/).waitFor();
    await expect(panel(page).getByLabel("Camera", { exact: true })).toHaveCount(0);
    await expect(panel(page)).toContainText(/Camera \d\d:\d\d/);
    await expect.poll(() => captures(page)).toEqual(["camera", "end"]);
  }));

test("a camera that is refused is said so, and Escape closes only the camera", () =>
  onJoin(async (page) => {
    await page.evaluate(
      'navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"))',
    );
    await panel(page).getByRole("button", { name: "Camera…" }).click();
    await panel(page).getByText("The camera is not allowed.").waitFor();
    await page.keyboard.press("Escape");
    await panel(page).getByRole("button", { name: "Camera…" }).waitFor();
  }));

/** A screen with one code at the left and one at the right, in place of what only a person can choose. */
async function offerScreen(page: Page) {
  await page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob("${screen}"), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.width, picture.height];
    const context = canvas.getContext("2d");
    setInterval(() => context.drawImage(picture, 0, 0), 50);
    navigator.mediaDevices.getDisplayMedia = async () => (window.stream = canvas.captureStream(20));
  })()`);
  await panel(page).getByRole("button", { name: "Screen…" }).click();
  const mark = page.getByRole("dialog", { name: "Mark a part of the screen" });
  await mark.waitFor();
  expect(await page.evaluate("stream.getTracks().map(({ readyState }) => readyState)")).toEqual(["ended"]);
  return mark;
}

test("of a screen, the part that is dragged over is read", () =>
  onJoin(async (page) => {
    const mark = await offerScreen(page);
    const box = await mark.locator("canvas").boundingBox();
    if (box === null) throw new Error("nothing to drag over");
    await page.mouse.move(box.x + box.width * 0.02, box.y + box.height * 0.02);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.98, { steps: 4 });
    await page.mouse.up();
    await mark.waitFor({ state: "detached" });
    await card(page, /Group code/).waitFor();
    await expect(panel(page).getByRole("article")).toHaveCount(1);
  }));

test("Enter reads all of a screen, Escape reads nothing", () =>
  onJoin(async (page) => {
    const mark = await offerScreen(page);
    await page.keyboard.press("Escape");
    await mark.waitFor({ state: "detached" });
    await panel(page).getByText("Drop screenshots or a folder here").waitFor();
    await offerScreen(page);
    await page.keyboard.press("Enter");
    await card(page, /Code 2: /).waitFor();
    await expect(panel(page).getByRole("article")).toHaveCount(2);
    await expect.poll(() => captures(page)).toEqual(["screen", "end", "screen", "end"]);
  }));
