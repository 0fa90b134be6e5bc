import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "../support/app.ts";
import { fileRow, openGroup, transferRow } from "./support/app-pages.ts";
import { onDesk } from "./support/desk.ts";
import { filesIn, openDemo, requestsIn } from "./support/running-demo.ts";

const toStorage = { origin: "storage", method: "POST", path: "/bucket" } as const;
const toGroup = { origin: "api", path: "/group/file/upload" } as const;

test("files dropped anywhere on the group page are uploaded and listed", async ({ app }) => {
  const { page } = app;
  const demo = await openDemo(app);
  await openGroup(page, "Open Source Friends", "Overview");
  await app.dropFiles("main", [await onDesk(app, "会议纪要 minutes.pdf", randomBytes(300_000))]);
  await expect(transferRow(page, "会议纪要 minutes.pdf")).toContainText("Uploaded");

  await page.getByRole("tab", { name: "Files" }).click();
  await expect(fileRow(page, "会议纪要 minutes.pdf")).toContainText("293 KB");
  await app.dropFiles("main", [
    await onDesk(app, "one.txt", "one"),
    await onDesk(app, "two 🎉.txt", "two two"),
    await onDesk(app, "three.bin", randomBytes(70_000)),
  ]);
  for (const name of ["one.txt", "two 🎉.txt", "three.bin"]) {
    await expect(transferRow(page, name)).toContainText("Uploaded");
    await expect(fileRow(page, name)).toBeVisible();
  }
  const held = filesIn(await demo.inspect(), "2306414724992");
  expect(held.slice(-4).sort()).toEqual(["one.txt", "three.bin", "two 🎉.txt", "会议纪要 minutes.pdf"]);
});

test("an upload shows its progress, can be cancelled, and tried again", async ({ app }) => {
  const { page } = app;
  const demo = await openDemo(app);
  await openGroup(page, "周末登山队", "Files");
  await demo.fail({ origin: "storage", bytesPerSecond: 4 * 1024 * 1024 });
  await app.dropFiles("main", [await onDesk(app, "video.mp4", randomBytes(32 * 1024 * 1024))]);
  const row = transferRow(page, "video.mp4");
  const progress = row.getByRole("progressbar", { name: "Progress of video.mp4" });
  await expect(progress).toHaveAttribute("aria-valuenow", /^[1-9]\d?$/);
  await row.getByRole("button", { name: "Cancel video.mp4" }).click();
  await expect(row).toContainText("Cancelled");
  await expect(progress).toHaveCount(0);
  expect(filesIn(await demo.inspect(), demo.facts.groups.owned)).not.toContain("video.mp4");

  await demo.clearFaults();
  await row.getByRole("button", { name: "Try video.mp4 again" }).click();
  await expect(row).toContainText("Uploaded");
  await expect(fileRow(page, "video.mp4")).toBeVisible();
});

test("where only the last step failed, a retry sends no bytes again", async ({ app }) => {
  const { page } = app;
  const demo = await openDemo(app);
  await openGroup(page, "周末登山队", "Files");
  await demo.fail({ path: "^/group/file/upload$", code: 20023, message: "not just now", failTimes: 1 });
  await app.dropFiles("main", [await onDesk(app, "plan.xlsx", randomBytes(200_000))]);
  const row = transferRow(page, "plan.xlsx");
  await expect(row).toContainText("not just now");
  await row.getByRole("button", { name: "Try plan.xlsx again" }).click();
  await expect(row).toContainText("Uploaded");
  await expect(fileRow(page, "plan.xlsx")).toBeVisible();
  const seen = await demo.inspect();
  expect(requestsIn(seen, toStorage)).toBe(1);
  expect(requestsIn(seen, toGroup)).toBe(2);
});

test("a lost answer does not list a file twice", async ({ app }) => {
  const { page } = app;
  const demo = await openDemo(app);
  await openGroup(page, "周末登山队", "Files");
  await demo.fail({ path: "^/group/file/upload$", loseAnswer: true, failTimes: 1 });
  await app.dropFiles("main", [await onDesk(app, "once.txt", "only once")]);
  await expect(transferRow(page, "once.txt")).toContainText("Uploaded");
  const seen = await demo.inspect();
  expect(filesIn(seen, demo.facts.groups.owned).filter((name) => name === "once.txt")).toHaveLength(1);
  expect(requestsIn(seen, toGroup)).toBe(1);
});

test("a folder and an empty file are refused by name, the rest goes", async ({ app }) => {
  const { page } = app;
  const demo = await openDemo(app);
  await openGroup(page, "周末登山队", "Files");
  const good = await onDesk(app, "good.txt", "good");
  const folder = path.join(path.dirname(good), "photos");
  await mkdir(folder);
  await app.dropFiles("main", [folder, await onDesk(app, "empty.txt", ""), good]);
  const told = page.getByRole("alert").filter({ hasText: "2 files were not uploaded." });
  await expect(told.getByRole("listitem").filter({ hasText: "photos" })).toContainText("Folders cannot be");
  await expect(told.getByRole("listitem").filter({ hasText: "empty.txt" })).toContainText("empty");
  await expect(transferRow(page, "good.txt")).toContainText("Uploaded");
  expect(requestsIn(await demo.inspect(), toStorage)).toBe(1);
  await told.getByRole("button", { name: "Dismiss" }).click();
  await expect(told).toHaveCount(0);
});

test("the upload button takes files from the dialog", async ({ app }) => {
  const { page } = app;
  await openDemo(app);
  await openGroup(page, "周末登山队", "Files");
  await app.main("answerNextDialog", [await onDesk(app, "picked.txt", "picked")]);
  await page.getByRole("tabpanel").getByRole("button", { name: "Upload", exact: true }).click();
  await expect(fileRow(page, "picked.txt")).toBeVisible();
});
