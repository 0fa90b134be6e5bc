import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PNG } from "pngjs";
import { zxingWasmBytes } from "../../main/features/join/zxing-wasm-file.ts";
import { parseCode } from "../../shared/domain/qr-payload.ts";
import { readCodes } from "../../shared/qr-reader/read-codes.ts";
import { startZxing } from "../../shared/qr-reader/zxing.ts";
import { expect, test } from "../support/app.ts";
import { groupRow, openGroup } from "./support/app-pages.ts";
import { openDemo } from "./support/running-demo.ts";

test("an announcement is written, kept, posted and deleted; the demo has it and has it no more", async ({
  app,
}) => {
  const { page } = app;
  const demo = await openDemo(app);
  const count = async () =>
    (await demo.inspect()).groups.find(({ id }) => id === demo.facts.groups.owned)?.announcementCount;
  const before = (await count()) ?? 0;
  await openGroup(page, "周末登山队");
  await page.getByRole("tab", { name: "Announcements" }).click();
  await page.getByRole("button", { name: "New announcement" }).click();
  await page.getByLabel("Title").fill("Sunday");
  await page.getByLabel("Text", { exact: true }).fill("At nine, see https://example.com/x");
  await expect(page.getByText("Draft kept on this computer")).toBeVisible();
  await page.reload();
  await openGroup(page, "周末登山队");
  await page.getByRole("tab", { name: "Announcements" }).click();
  await expect(page.getByLabel("Title")).toHaveValue("Sunday");
  await page.getByRole("button", { name: "Post" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Post" }).click();
  const added = page.getByRole("button", { name: /^Sunday/ });
  await expect(added).toBeVisible();
  expect(await count()).toBe(before + 1);
  await added.click();
  await page.getByRole("button", { name: "Delete" }).first().click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(added).toHaveCount(0);
  expect(await count()).toBe(before);
});

test("a muted person is unmuted and a blocked one unblocked from their lists", async ({ app }) => {
  const { page } = app;
  const demo = await openDemo(app);
  const group = async () => (await demo.inspect()).groups.find(({ id }) => id === demo.facts.groups.owned);
  await openGroup(page, "周末登山队");
  await page.getByRole("tab", { name: "Moderation" }).click();
  const confirm = page.getByRole("complementary").getByRole("button", { name: /1 person/ });
  await page.getByRole("button", { name: /^Unmute \S/ }).click();
  await confirm.click();
  await expect(page.getByText("Nobody is muted")).toBeVisible();
  await page.getByRole("button", { name: /^Unblock \S/ }).click();
  await confirm.click();
  await expect(page.getByText("Nobody is blocked")).toBeVisible();
  expect(await group()).toMatchObject({ mutedIds: [], blockedIds: [] });
});

test("the group's code is saved as a picture that our own reader takes for that group", async ({ app }) => {
  const { page } = app;
  const { facts } = await openDemo(app);
  await startZxing({ bytes: await zxingWasmBytes() });
  await openGroup(page, "书友会");
  await page.getByRole("button", { name: "Group QR code" }).click();
  await app.main("answerNextDialog", [join(app.downloadsFolder, "code.png")]);
  await page.getByRole("button", { name: "Save PNG" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const { width, height, data } = PNG.sync.read(await readFile(join(app.downloadsFolder, "code.png")));
  const [code] = await readCodes({ width, height, data: new Uint8ClampedArray(data) });
  expect(parseCode(code?.text ?? "")).toMatchObject({
    kind: "lanying_group",
    groupId: facts.groups.beyondSafeInteger,
  });
  await groupRow(page, "通知群").click();
  await expect(page.getByRole("button", { name: /only the owner and admins may invite/ })).toBeVisible();
});
