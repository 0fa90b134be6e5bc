import { PNG } from "pngjs";
import { beforeAll, expect, test } from "vitest";
import { zxingWasmBytes } from "../../../../main/features/join/zxing-wasm-file.ts";
import { readCodes } from "../../../../shared/qr-reader/read-codes.ts";
import { startZxing } from "../../../../shared/qr-reader/zxing.ts";
import {
  administrationPage,
  called,
  memberGroup,
  ownedGroup,
  picture,
  refuse,
  setCode,
  themes,
} from "../moderation/administration-page.ts";

const { onGroup, axeFindings } = administrationPage();
const text = JSON.stringify({
  source: "app",
  action: "group",
  info: { group_id: "9007199254740993", info: "c2lnbmVkIGJ5IHRoZSBzZXJ2ZXI".repeat(4) },
});
const code = () => ({ text, createdAt: Date.now(), expiresAt: Date.now() + 86_400_000 });

beforeAll(async () => startZxing({ bytes: await zxingWasmBytes() }));

async function textsIn(png: Buffer): Promise<string[]> {
  const { width, height, data } = PNG.sync.read(png);
  return (await readCodes({ width, height, data: new Uint8ClampedArray(data) })).map((found) => found.text);
}

for (const theme of themes) {
  test(`the code on screen is read by our own reader (${theme})`, () =>
    onGroup({ group: ownedGroup, theme }, async (page) => {
      await setCode(page, code());
      await page.getByRole("button", { name: "Group QR code" }).click();
      await page.getByRole("img", { name: `QR code of ${ownedGroup}` }).waitFor();
      await page
        .locator(".group-code")
        .getByText(/^Valid until/)
        .waitFor();
      await picture(page, `group-code-${theme}`);
      expect(await textsIn(await page.screenshot())).toEqual([text]);
      expect(await axeFindings(page)).toEqual([]);
    }));
}

test("the saved picture and the printed page hold the same code and nothing else of the app", () =>
  onGroup({ group: ownedGroup, theme: "dark" }, async (page) => {
    await setCode(page, code());
    await page.getByRole("button", { name: "Group QR code" }).click();
    await page.getByRole("button", { name: "Save PNG" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    const [saved] = (await called(page, "shell.saveFile")) as { name: string; base64: string }[];
    expect(saved?.name).toBe(`${ownedGroup}.png`);
    const png = Buffer.from(saved?.base64 ?? "", "base64");
    expect(PNG.sync.read(png).width).toBe(1024);
    expect(await textsIn(png)).toEqual([text]);
    await page.getByRole("button", { name: "Copy text" }).click();
    await expect.poll(() => called(page, "shell.copyText")).toEqual([{ text }]);

    await page.evaluate(() => {
      Object.assign(window, { printed: 0, print: () => Object.assign(window, { printed: 1 }) });
    });
    await page.getByRole("button", { name: "Print" }).click();
    expect(await page.evaluate(() => (window as unknown as { printed: number }).printed)).toBe(1);
    await page.emulateMedia({ media: "print" });
    await picture(page, "group-code-printed");
    expect(await textsIn(await page.screenshot())).toEqual([text]);
    expect(await page.locator("#root").isVisible()).toBe(false);
    expect((await page.locator("body").innerText()).trim()).toMatch(
      new RegExp(`^${ownedGroup}\\s+Valid until .*$`),
    );
    expect((await page.pdf()).subarray(0, 4).toString()).toBe("%PDF");
  }));

test("a code that has run out is replaced, and not passed on where it cannot be", () =>
  onGroup({ group: ownedGroup }, async (page) => {
    await setCode(page, { text, createdAt: 1, expiresAt: 2 });
    await page.getByRole("button", { name: "Group QR code" }).click();
    await page
      .locator(".group-code")
      .getByText(/^Expired/)
      .waitFor();
    await expect.poll(async () => (await called(page, "groups.code")).length).toBe(2);
    expect(await page.getByRole("button", { name: "Save PNG" }).isDisabled()).toBe(true);
    await setCode(page, code());
    await page.getByRole("button", { name: "Make a new one" }).click();
    await page
      .locator(".group-code")
      .getByText(/^Valid until/)
      .waitFor();
  }));

test("what the server says when it gives none is told", () =>
  onGroup({ group: ownedGroup }, async (page) => {
    const server = { code: "20011", message: "not a member" };
    await refuse(page, "groups.code", { ok: false, code: "refused", message: "no", server });
    await page.getByRole("button", { name: "Group QR code" }).click();
    await page.getByText("not a member (20011)").waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }));

test("where members may not invite, the button says so and does nothing", () =>
  onGroup({ group: memberGroup }, async (page) => {
    const button = page.getByRole("button", { name: "only the owner and admins may invite" });
    await button.waitFor();
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    await button.focus();
    await page.keyboard.press("Enter");
    expect(await called(page, "groups.code")).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
  }));
