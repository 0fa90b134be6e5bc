import type { Page } from "@playwright/test";
import { PNG } from "pngjs";
import sharp from "sharp";
import { beforeAll, test } from "vitest";
import { avatarPng } from "../../../../main/demo/seed/png.ts";
import { zxingWasmBytes } from "../../../../main/features/join/zxing-wasm-file.ts";
import { readCodes } from "../../../../shared/qr-reader/read-codes.ts";
import { startZxing } from "../../../../shared/qr-reader/zxing.ts";
import { answer, called } from "../../support/fake-main-calls.ts";
import { groupPages, memberGroup, ownedGroup } from "../../support/group-pages.ts";
import { axeFindings, expect, picture } from "../../support/page-checks.ts";

const onGroup = groupPages();
const text = JSON.stringify({
  source: "app",
  action: "group",
  info: { group_id: "9007199254740993", info: "c2lnbmVkIGJ5IHRoZSBzZXJ2ZXI".repeat(4) },
});
const code = () => ({ text, createdAt: Date.now(), expiresAt: Date.now() + 86_400_000 });

beforeAll(async () => startZxing({ bytes: await zxingWasmBytes() }));

const giveCode = (page: Page, value: ReturnType<typeof code>) =>
  answer(page, "groups.code", { ok: true, value });

async function saved(page: Page) {
  return (await called(page, "shell.saveFile")) as { name: string; base64: string }[];
}

async function textsIn(png: Buffer): Promise<string[]> {
  const { width, height, data } = PNG.sync.read(png);
  return (await readCodes({ width, height, data: new Uint8ClampedArray(data) })).map((found) => found.text);
}

/** From now on the group has a picture: it is read again when one comes back to it. */
async function givePicture(page: Page): Promise<void> {
  const dataUrl = `data:image/png;base64,${avatarPng(215).toString("base64")}`;
  await page.evaluate(async (picture) => {
    const { calls, answers, given } = window.fakeMain;
    const input = calls.findLast(({ name }) => name === "groups.get")?.input;
    const reply = await answers["groups.get"]?.(input as never);
    if (!reply?.ok) throw new Error("there is no such group");
    given["groups.get"] = { ok: true, value: { ...(reply.value as object), avatar: "picture" } };
    given["groups.avatar"] = { ok: true, value: picture };
  }, dataUrl);
  await page.getByRole("row").getByText(memberGroup).click();
  await page.getByRole("row").getByText(ownedGroup).click();
  await page.locator(".group-head img.avatar").waitFor();
}

for (const [theme, language, words] of [
  ["light", "en", { button: "Group QR code", code: `QR code of ${ownedGroup}`, valid: /^Valid until/ }],
  ["dark", "zh-CN", { button: "群二维码", code: `${ownedGroup} 的二维码`, valid: /^有效期至/ }],
] as const) {
  test(`the code on screen is read by our own reader (${theme})`, () =>
    onGroup({ group: ownedGroup, theme, language }, async (page) => {
      await giveCode(page, code());
      if (theme === "dark") await givePicture(page);
      await page.getByRole("button", { name: words.button }).click();
      await page.getByRole("img", { name: words.code }).waitFor();
      await page.locator(".group-code").getByText(words.valid).waitFor();
      if (theme === "dark") await page.locator(".code-card-shown svg image").first().waitFor();
      await picture(page, `group-code-${theme}`);
      expect(await textsIn(await page.screenshot())).toEqual([text]);
      expect(await axeFindings(page)).toEqual([]);
    }));
}

test("the saved picture and the printed page hold the same code and nothing else of the app", () =>
  onGroup({ group: ownedGroup, theme: "dark" }, async (page) => {
    await giveCode(page, code());
    await givePicture(page);
    await page.getByRole("button", { name: "Group QR code" }).click();
    await page.locator(".code-card-shown svg image").first().waitFor();
    await page.getByRole("button", { name: "Save PNG" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Save SVG" }).click();
    await expect.poll(async () => (await saved(page)).length).toBe(2);
    expect((await saved(page)).map(({ name }) => name)).toEqual([`${ownedGroup}.png`, `${ownedGroup}.svg`]);
    const [png, svg] = (await saved(page)).map(({ base64 }) => Buffer.from(base64, "base64"));
    if (png === undefined || svg === undefined) throw new Error("two files were saved");
    expect(PNG.sync.read(png).width).toBe(1024);
    expect(await textsIn(png)).toEqual([text]);
    expect(await textsIn(await sharp(svg).png().toBuffer())).toEqual([text]);
    expect(svg.toString().match(/href="(.{22})/)?.[1]).toBe("data:image/png;base64,");
    await page.getByRole("button", { name: "Copy text" }).click();
    await expect.poll(() => called(page, "shell.copyText")).toEqual([{ text }]);

    await page.evaluate(() => {
      Object.assign(window, { printed: 0, print: () => Object.assign(window, { printed: 1 }) });
    });
    await page.getByRole("button", { name: "Print" }).click();
    await page.waitForFunction("printed === 1");
    await page.emulateMedia({ media: "print" });
    await picture(page, "group-code-printed");
    expect(await textsIn(await page.screenshot())).toEqual([text]);
    await expect(page.locator("#root")).toBeHidden();
    expect((await page.locator("body").innerText()).trim()).toMatch(
      new RegExp(`^${ownedGroup}\\s+Valid until .*$`),
    );
    expect((await page.pdf()).subarray(0, 4).toString()).toBe("%PDF");
  }));

test("a code that has run out is replaced, and not passed on where it cannot be", () =>
  onGroup({ group: ownedGroup }, async (page) => {
    await giveCode(page, { text, createdAt: 1, expiresAt: 2 });
    await page.getByRole("button", { name: "Group QR code" }).click();
    await page
      .locator(".group-code")
      .getByText(/^Expired/)
      .waitFor();
    await expect.poll(async () => (await called(page, "groups.code")).length).toBe(2);
    await expect(page.getByRole("button", { name: "Save PNG" })).toBeDisabled();
    await giveCode(page, code());
    await page.getByRole("button", { name: "Make a new one" }).click();
    await page
      .locator(".group-code")
      .getByText(/^Valid until/)
      .waitFor();
  }));

test("what the server says when it gives none is told", () =>
  onGroup({ group: ownedGroup }, async (page) => {
    const server = { code: "20011", message: "not a member" };
    await answer(page, "groups.code", { ok: false, code: "refused", message: "no", server });
    await page.getByRole("button", { name: "Group QR code" }).click();
    await page.getByText("Only members of the group may do this.").waitFor();
    await page.getByText("not a member (20011)").waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }));

test("where members may not invite, the button says so and does nothing", () => {
  const mayNotInvite = () => {
    window.fakeMain.given["groups.settings"] = { ok: true, value: { allowsMemberInvites: false } };
  };
  const prepare = (page: Page) => page.addInitScript(mayNotInvite);
  return onGroup({ group: memberGroup, prepare }, async (page) => {
    const button = page.getByRole("button", { name: "only the owner and admins may invite" });
    await button.waitFor();
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await button.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => called(page, "groups.code")).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
  });
});
