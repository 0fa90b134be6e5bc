import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, launchWithoutWindow, shellKind, startAgainInElectron } from "../support/app.ts";
import { groupRow, openGroup } from "./support/app-pages.ts";
import { onDesk } from "./support/desk.ts";
import { choose, messageBox } from "./support/message-box.ts";
import { test } from "./support/restarts.ts";
import { openDemo } from "./support/running-demo.ts";

test("a data folder that is none is told in plain words, and the app ends when the person quits", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "qunzhu-e2e-"));
  try {
    const file = path.join(folder, "data");
    await writeFile(file, "somebody's file");
    const app = await launchWithoutWindow(file);
    const box = await messageBox(app, /not a folder/);
    expect(box.title).toBe("Qunzhu cannot start");
    expect(box.detail).toContain(file);
    expect(box.choices.map(({ label }) => label)).toEqual(["Try again", "Open data folder", "Quit"]);
    // Tried again it fails again; what Electron wrote the first time may have been over before anybody listened.
    choose(app, "retry");
    await messageBox(app, /not a folder/);
    await expect.poll(() => app.output()).toContain("Qunzhu could not start");
    choose(app, "quit");
    expect(await app.exited).toBe(1);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

test("the words are Chinese where the system is", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "qunzhu-e2e-"));
  try {
    await mkdir(path.join(folder, "journal.sqlite"));
    const app = await launchWithoutWindow(folder, { language: "zh-CN" });
    const box = await messageBox(app, /无法打开操作记录/);
    expect(box.choices.map(({ label }) => label)).toEqual(["重试", "打开数据文件夹", "退出"]);
    choose(app, "quit");
    expect(await app.exited).toBe(1);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

test("a cache that cannot be opened is set aside at a click, and the app starts", async ({
  start,
  dataFolder,
}) => {
  await mkdir(path.join(dataFolder, "cache.sqlite"));
  const app = await launchWithoutWindow(dataFolder);
  const box = await messageBox(app, /cache cannot be opened/);
  expect(box.choices[0]).toMatchObject({ choice: "fresh_cache" });
  choose(app, "fresh_cache");
  await expect.poll(async () => (await readdir(dataFolder)).includes("running.pid")).toBe(true);
  expect((await readdir(dataFolder)).some((name) => name.startsWith("cache.sqlite.damaged-"))).toBe(true);
  await app.kill();

  const { page } = await start();
  await expect(page.getByRole("region", { name: "Notices" })).toContainText("The local cache was damaged.");
});

test("what cannot be started is tried again once the person has put it right", async ({ dataFolder }) => {
  const journal = path.join(dataFolder, "journal.sqlite");
  await mkdir(journal);
  const app = await launchWithoutWindow(dataFolder);
  await messageBox(app, /cannot be opened/);
  await rm(journal, { recursive: true });
  choose(app, "retry");
  await expect.poll(async () => (await readdir(dataFolder)).includes("running.pid")).toBe(true);
  await app.kill();
});

test("a signal ends an app that tells why it could not start", async ({ dataFolder }) => {
  await mkdir(path.join(dataFolder, "journal.sqlite"));
  const app = await launchWithoutWindow(dataFolder);
  await messageBox(app, /cannot be opened/);
  process.kill(app.pid, "SIGTERM");
  expect(await app.exited).not.toBe(0);
});

test("what ended without a word is told at the next start, once", async ({ start }) => {
  const first = await start();
  await openDemo(first);
  await first.kill();
  const second = await start();
  await expect(groupRow(second.page, "Open Source Friends")).toBeVisible();
  const notices = second.page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText("The app ended unexpectedly last time.");
  await notices.getByRole("button", { name: /^Close/ }).click();
  await second.close();
  const third = await start();
  await expect(groupRow(third.page, "Open Source Friends")).toBeVisible();
  await expect(third.page.getByRole("region", { name: "Notices" })).toHaveCount(0);
});

test("a second start on the same data ends, and touches nothing that is under way there", async ({
  start,
  dataFolder,
}) => {
  const first = await start();
  const demo = await openDemo(first);
  await openGroup(first.page, "Open Source Friends", "Files");
  await demo.fail({ origin: "storage", bytesPerSecond: 1024 * 1024 });
  await first.dropFiles("main", [await onDesk(first, "backup.zip", randomBytes(6 * 1024 * 1024))]);
  await expect(first.page.getByRole("progressbar", { name: "Progress of backup.zip" })).toBeVisible();
  if (shellKind === "chromium") {
    const second = await launchWithoutWindow(dataFolder);
    expect((await messageBox(second, /No browser/)).detail).toContain("If Qunzhu is open already");
    choose(second, "quit");
    expect(await second.exited).toBe(1);
  } else {
    // It shows the window of the first instead.
    expect(await startAgainInElectron(dataFolder).exited).toBe(0);
  }
  expect(await readFile(path.join(dataFolder, "running.pid"), "utf8")).toBe(String(first.pid));
  const database = new DatabaseSync(path.join(dataFolder, "cache.sqlite"), { readOnly: true });
  const states = database.prepare("SELECT state FROM transfers").all();
  database.close();
  expect(states).not.toContainEqual({ state: "failed" });
});

// Root may write everywhere, and Windows has no such bits.
if (process.platform !== "win32" && process.getuid?.() !== 0) {
  test("a data folder that may not be written is told, and not taken for an app that runs already", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "qunzhu-e2e-"));
    try {
      await chmod(folder, 0o500);
      const app = await launchWithoutWindow(folder);
      const box = await messageBox(app, /may not write/);
      expect(box.detail).toContain(folder);
      choose(app, "quit");
      expect(await app.exited).toBe(1);
    } finally {
      await chmod(folder, 0o700);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}
