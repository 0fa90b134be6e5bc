import { randomBytes } from "node:crypto";
import { type App, expect } from "../support/app.ts";
import { groupRow, openGroup, transferRow } from "./support/app-pages.ts";
import { onDesk } from "./support/desk.ts";
import { choose, messageBox } from "./support/message-box.ts";
import { test } from "./support/restarts.ts";
import { filesIn, openDemo, type RunningDemo } from "./support/running-demo.ts";

/** An upload that takes its time, seen under way. */
async function uploading(app: App): Promise<RunningDemo> {
  const demo = await openDemo(app);
  await openGroup(app.page, "Open Source Friends", "Files");
  await demo.fail({ origin: "storage", bytesPerSecond: 1024 * 1024 });
  await app.dropFiles("main", [await onDesk(app, "backup.zip", randomBytes(12 * 1024 * 1024))]);
  const progress = app.page.getByRole("progressbar", { name: "Progress of backup.zip" });
  await expect(progress).toHaveAttribute("aria-valuenow", /^[1-9]\d?$/);
  return demo;
}

function closeAsPerson(app: App): void {
  app.main("closeWindowAsPerson").catch(() => undefined);
}

test("closing the window with nothing under way asks nothing", async ({ start }) => {
  const app = await start();
  await openDemo(app);
  closeAsPerson(app);
  expect(await app.exited).toBe(0);
});

test("quitting now ends at once, and the upload goes on by itself at the next start", async ({ start }) => {
  const first = await start();
  await uploading(first);
  closeAsPerson(first);
  const box = await messageBox(first, /1 transfer is still under way/);
  expect(box.choices.map(({ label }) => label)).toEqual(["Finish, then quit", "Quit now", "Don’t quit"]);
  choose(first, "quit");
  expect(await first.exited).toBe(0);

  const { page } = await start();
  await expect(groupRow(page, "Open Source Friends")).toBeVisible();
  await page.getByRole("button", { name: "Show transfers" }).click();
  await expect(transferRow(page, "backup.zip")).toContainText("Uploaded");
  await expect(page.getByRole("region", { name: "Notices" })).toHaveCount(0);
});

test("what is finished first is in the group before the app ends by itself", async ({ start }) => {
  const first = await start();
  const demo = await uploading(first);
  closeAsPerson(first);
  await messageBox(first, /still under way/);
  choose(first, "finish");
  const waiting = await messageBox(first, /^Finishing 1 transfer/);
  expect(waiting.choices.map(({ choice }) => choice)).toEqual(["stay", "quit"]);
  await demo.clearFaults();
  expect(await first.exited).toBe(0);

  const { page } = await start();
  await page.getByRole("button", { name: "Show transfers" }).click();
  await expect(transferRow(page, "backup.zip")).toContainText("Uploaded");
});

test("staying keeps the upload going, or opens the window again", async ({ start }) => {
  const first = await start();
  const demo = await uploading(first);
  closeAsPerson(first);
  await messageBox(first, /still under way/);
  choose(first, "stay");
  await demo.clearFaults();
  const uploaded = async () => {
    const snapshot = await demo.inspect();
    const group = snapshot.groups.find(({ name }) => name === "Open Source Friends");
    return filesIn(snapshot, group?.id ?? "");
  };
  await expect.poll(uploaded).toContain("backup.zip");
  expect(await first.main("messageBox")).toBeNull();
});

test("Ctrl+C asks nobody, and arriving twice does not cut what the first began", async ({ start }) => {
  const first = await start();
  await uploading(first);
  process.kill(first.pid, "SIGINT");
  process.kill(first.pid, "SIGTERM");
  process.kill(first.pid, "SIGINT");
  expect(await first.exited).toBe(0);
});
