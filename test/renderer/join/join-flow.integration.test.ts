import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { drawPicture, toPng } from "../../support/qr-images.ts";
import { type ServedPage, servePage } from "../harness/serve-page.ts";

const group = '{"source":"web","action":"group","info":{"group_id":9007199254740993,"info":"key"}}';
const person = "https://u.wechat.com/EJx";
const wechat = "https://weixin.qq.com/g/AwYAALLELoeKLg";
const screenshot = toPng(
  drawPicture({ width: 720, height: 1000, isChat: true }, [
    { text: group, x: 60, y: 80, size: 260 },
    { text: person, x: 400, y: 560, size: 220 },
  ]),
).toString("base64");
const blank = toPng(drawPicture({ width: 300, height: 200, isChat: true }, [])).toString("base64");

let served: ServedPage;
let browser: Browser;
let page: Page;

/** Answers joining in place of main; everything else goes to the harness's fake. */
const joinAnswers = `(() => {
  const ids = [1, 2].map((n) => "00000000-0000-4000-8000-00000000000" + n);
  const card = { host: null, groupId: null, groupName: null, memberCount: null, canJoin: false, accountKind: null, accountIds: [], memberAccountIds: [] };
  const raw = window.qunzhu.call;
  window.joins = [];
  window.qunzhu = { ...window.qunzhu, async call(name, input) {
    if (name === "join.inspect") {
      const { text } = input;
      if (text.startsWith("{")) return { ok: true, value: { ...card, text, kind: "lanying_group", groupId: "9007199254740993", groupName: "Chess club", memberCount: 64, canJoin: true, accountKind: "lanying", accountIds: ids } };
      if (text.includes("/g/")) return { ok: true, value: { ...card, text, kind: "wechat_group", host: "weixin.qq.com", accountKind: "gewe" } };
      return { ok: true, value: { ...card, text, kind: "wechat_person", host: "u.wechat.com" } };
    }
    if (name === "join.join") {
      window.joins.push(input);
      return { ok: true, value: { outcome: "pending_approval", groupId: null, groupName: null, message: "wait for the owner" } };
    }
    return raw(name, input);
  } };
})()`;

beforeAll(async () => {
  served = await servePage();
  browser = await chromium.launch({
    executablePath: process.env.QUNZHU_CHROMIUM ?? "/usr/lib/chromium/chromium",
    args: ["--no-sandbox"],
  });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript({ path: served.fakeScript });
  await page.addInitScript(joinAnswers);
  await page.goto(`${served.url}?lang=en`);
  // The flow is loaded after the first paint; opening it proves that it is there.
  await page.getByRole("button", { name: /join/i }).first().click();
  await panel().waitFor();
});
afterEach(() => page.close());

const panel = () => page.getByRole("complementary", { name: "Join by QR code" });
const card = (name: RegExp) => panel().getByRole("article", { name });

/** Dispatches a drop or a paste of one file where nothing else takes it. */
async function bring(type: "drop" | "paste", base64: string, name = "screenshot.png") {
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

test("a dropped screenshot shows every code with its card, and joining asks first", async () => {
  await bring("drop", screenshot);
  await card(/Group code/).waitFor();
  await card(/WeChat person/).waitFor();
  expect(await panel().locator("svg polygon").count()).toBe(2);
  expect(await card(/Group code/).textContent()).toContain("Chess club");
  expect(await card(/WeChat person/).textContent()).toContain("A personal code cannot join a group");
  expect(
    await card(/WeChat person/)
      .getByRole("button", { name: /^Join/ })
      .count(),
  ).toBe(0);

  await card(/Group code/)
    .getByLabel("Join with")
    .selectOption({ label: "Demo WeChat" });
  await card(/Group code/)
    .getByRole("button", { name: "Join…" })
    .click();
  const question = card(/Group code/).getByRole("group", { name: "Join “Chess club” with Demo WeChat?" });
  await question.waitFor();
  expect(await page.evaluate("joins")).toEqual([]);
  await question.getByRole("button", { name: "Join", exact: true }).click();
  const outcome = panel().locator('[data-outcome="pending_approval"]');
  await outcome.waitFor();
  expect(await outcome.textContent()).toContain("Server: wait for the owner");
  expect(await page.evaluate("joins")).toEqual([
    { accountId: "00000000-0000-4000-8000-000000000002", text: group },
  ]);
});

test("a pasted picture without a code says what helps, a broken one why", async () => {
  await bring("paste", blank, "image.png");
  await panel().getByText("No code found in this picture.").waitFor();
  await panel().getByText("Pasted picture").first().waitFor();
  await bring("drop", screenshot.slice(0, 400), "cut.png");
  await panel().getByText("The picture is damaged or incomplete.").waitFor();
});

test("a pasted link works like a code; an Enter that ends a Chinese word does not submit", async () => {
  const field = panel().getByLabel("Invite link or message");
  await field.fill(wechat);
  await field.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await field.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
  expect(await panel().getByRole("article").count()).toBe(0);
  await field.press("Enter");
  await card(/WeChat group code/).waitFor();
  expect(await card(/WeChat group code/).textContent()).toContain("sign in to a WeChat account");
  expect(await field.inputValue()).toBe("");
});

test.each(["light", "dark"])(
  "the panel with everything in it has no accessibility fault (%s)",
  async (theme) => {
    await page.goto(`${served.url}?lang=en&theme=${theme}`);
    await page.getByRole("button", { name: /join/i }).first().click();
    await panel().waitFor();
    await bring("drop", screenshot);
    await card(/Group code/)
      .getByRole("button", { name: "Join…" })
      .click();
    await card(/WeChat person/).waitFor();
    await page.evaluate(await axeSource());
    const violations = await page.evaluate(
      'axe.run(".join-panel").then(({ violations }) => violations.map((one) => one.id + ": " + one.nodes[0].html))',
    );
    expect(violations).toEqual([]);
  },
);

test("an Enter pressed twice on Join asks, and does not answer itself", async () => {
  await bring("drop", screenshot);
  await card(/Group code/)
    .getByRole("button", { name: "Join…" })
    .focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await card(/Group code/)
    .getByRole("group")
    .waitFor();
  expect(await page.evaluate("joins")).toEqual([]);
  await page.keyboard.press("Escape");
  await panel().waitFor({ state: "detached" });
});

async function axeSource(): Promise<string> {
  const { source } = (await import(createRequire(import.meta.url).resolve("axe-core"))) as { source: string };
  return source;
}
