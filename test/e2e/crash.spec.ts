import { randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type App, expect } from "../support/app.ts";
import { fileRow, groupRow, openGroup, transferRow } from "./support/app-pages.ts";
import { onDesk } from "./support/desk.ts";
import { choose, messageBox } from "./support/message-box.ts";
import { test } from "./support/restarts.ts";
import { openDemo } from "./support/running-demo.ts";

test("an upload that a crash interrupted says so and can be tried again", async ({ start }) => {
  const first = await start();
  const demo = await openDemo(first);
  await openGroup(first.page, "Open Source Friends", "Files");
  await demo.fail({ origin: "storage", bytesPerSecond: 2 * 1024 * 1024 });
  await first.dropFiles("main", [await onDesk(first, "backup.zip", randomBytes(24 * 1024 * 1024))]);
  const progress = first.page.getByRole("progressbar", { name: "Progress of backup.zip" });
  await expect(progress).toHaveAttribute("aria-valuenow", /^[1-9]\d?$/);
  await first.kill();

  const { page } = await start();
  await expect(groupRow(page, "Open Source Friends")).toBeVisible();
  await page.getByRole("button", { name: "Show transfers" }).click();
  const row = transferRow(page, "backup.zip");
  await expect(row).toContainText("Interrupted");
  await row.getByRole("button", { name: "Try backup.zip again" }).click();
  await expect(row).toContainText("Uploaded");
  await openGroup(page, "Open Source Friends", "Files");
  await expect(fileRow(page, "backup.zip")).toBeVisible();
});

test("a damaged cache is set aside, said, and built anew", async ({ start }) => {
  const first = await start();
  await openDemo(first);
  await first.close();
  const { dataFolder } = first;
  await writeFile(path.join(dataFolder, "cache.sqlite"), randomBytes(64 * 1024));

  const second = await start();
  const notices = second.page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText("The local cache was damaged.");
  const kept = (await readdir(dataFolder)).filter((name) => name.startsWith("cache.sqlite.damaged-"));
  expect(kept.length).toBeGreaterThan(0);
  await expect(notices).toContainText(kept.find((name) => !/-(wal|shm)$/.test(name)) ?? "");
  await openDemo(second);
  await notices.getByRole("button", { name: /^Close/ }).click();
  await expect(notices).toHaveCount(0);
  await second.close();

  const third = await start();
  await expect(groupRow(third.page, "Open Source Friends")).toBeVisible();
  await expect(third.page.getByRole("region", { name: "Notices" })).toHaveCount(0);
});

const logOf = ({ dataFolder }: App) => readFile(path.join(dataFolder, "logs", "qunzhu.log"), "utf8");

test("a promise that failed unheard is logged with its stack, told once, and the app goes on", async ({
  start,
}) => {
  const app = await start();
  await openDemo(app);
  await app.main("failUnheard", "first of two");
  await app.main("failUnheard", "second of two");
  const notices = app.page.getByRole("region", { name: "Notices" });
  await expect(notices.getByText("Something in the app failed, and the app went on.")).toHaveCount(1);
  await openGroup(app.page, "Open Source Friends", "Files");
  await expect.poll(() => logOf(app)).toMatch(/second of two.*stack/);
});

test("an exception that nobody caught is logged and told, and the app ends", async ({ start }) => {
  const first = await start();
  await openDemo(first);
  first.main("throwUncaught", "out of nowhere").catch(() => undefined);
  const box = await messageBox(first, /cannot go on/);
  expect(box.choices.map(({ label }) => label)).toEqual(["Start again", "Quit"]);
  choose(first, "quit");
  expect(await first.exited).toBe(1);
  expect(await logOf(first)).toMatch(/out of nowhere.*stack/);
  // It has been told: the next start does not tell it again.
  const { page } = await start();
  await expect(groupRow(page, "Open Source Friends")).toBeVisible();
  await expect(page.getByRole("region", { name: "Notices" })).toHaveCount(0);
});

test("a database whose thread died is told, and the app ends instead of hanging", async ({ start }) => {
  const app = await start();
  await openDemo(app);
  await app.main("endThread", 0);
  await messageBox(app, /cannot go on/);
  choose(app, "quit");
  expect(await app.exited).toBe(1);
});

test("a demo whose thread died is started again, and said", async ({ start }) => {
  const app = await start();
  await openDemo(app);
  await app.main("endThread", 2);
  const notices = app.page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText("The demo stopped working and was started again");
  await openGroup(app.page, "Open Source Friends", "Files");
  await expect(fileRow(app.page, /./).first()).toBeVisible();
});

test("a page that crashes is loaded again, and that is said", async ({ start }) => {
  const first = await start();
  await openDemo(first);
  await first.main("crashPage");
  await expect.poll(() => logOf(first)).toContain("the page's process died");
  await first.close();
  const { page } = await start();
  await expect(page.getByRole("region", { name: "Notices" })).toContainText("The window stopped working");
});
