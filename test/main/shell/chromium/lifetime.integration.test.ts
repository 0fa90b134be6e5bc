import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { launchInChromium } from "../../../support/chromium-app.ts";
import type { App } from "../../../support/launched-app.ts";
import { listeningPorts, processesNaming } from "./process-tree.ts";

let folder: string;
let app: App;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "qunzhu-lifetime-"));
  await mkdir(path.join(folder, "page"));
  await writeFile(
    path.join(folder, "page", "index.html"),
    "<!doctype html><title>stand-in</title><p>here</p>",
  );
  app = await launchInChromium(path.join(import.meta.dirname, "stand-in-main.ts"), {
    dataFolder: folder,
    downloadsFolder: folder,
    args: ["--data", folder],
    env: { ...process.env, QUNZHU_TEST: "1", QUNZHU_HEADLESS: "1" } as Record<string, string>,
  });
});

afterEach(async () => {
  try {
    await app?.kill();
    await noneLeft();
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** Resolves when no process of this app's browser is left. */
async function noneLeft(): Promise<void> {
  while (processesNaming(`--user-data-dir=${folder}`).length > 0) await new Promise(setImmediate);
}

test("Playwright drives the page of the real process through its own pipe", async () => {
  await expect(app.page.locator("p").textContent()).resolves.toBe("here");
});

test("neither main nor the browser listens on a port", () => {
  const pids = [app.pid, ...processesNaming(`--user-data-dir=${folder}`)];
  expect(pids.length).toBeGreaterThan(2);
  expect(listeningPorts(pids)).toEqual([]);
});

test("closing the window ends the app and its browser", async () => {
  await app.page.close();
  expect(await app.exited).toBe(0);
  await noneLeft();
});

test("a main that is killed leaves no browser behind", async () => {
  await app.kill();
  await noneLeft();
});

test("a browser that is killed ends the app", async () => {
  for (const pid of processesNaming("--remote-debugging-pipe").filter((id) =>
    processesNaming(`--user-data-dir=${folder}`).includes(id),
  )) {
    process.kill(pid, "SIGKILL");
  }
  expect(await app.exited).toBe(0);
});

test("a page that crashes is loaded again, and a second crash closes the window", async () => {
  const session = await app.page.context().newCDPSession(app.page);
  // The page is gone before it can answer.
  const crash = () => void session.send("Page.crash").catch(() => undefined);
  crash();
  while (!app.output().includes("crash, reloaded: true")) await new Promise(setImmediate);
  await session.send("Runtime.evaluate", { expression: "document.title" });
  crash();
  expect(await app.exited).toBe(0);
  expect(app.output()).toContain("crash, reloaded: false");
});

test("picked files give their paths to main", async () => {
  const picked = path.join(folder, "图.png");
  await writeFile(picked, "picture");
  const session = await app.page.context().newCDPSession(app.page);
  await session.send("Page.enable");
  await session.send("Page.setInterceptFileChooserDialog", { enabled: true });
  const asked = new Promise<number | undefined>((resolve) =>
    session.once("Page.fileChooserOpened", ({ backendNodeId }) => resolve(backendNodeId)),
  );
  const paths = app.main("pickFiles");
  await session.send("DOM.setFileInputFiles", { files: [picked], backendNodeId: (await asked) ?? 0 });
  expect(await paths).toEqual([picked]);
});

test("a dialog that the test answered beforehand does not open", async () => {
  await app.main("answerNextDialog", ["/some/folder"]);
  expect(await app.main("pickFolder")).toBe("/some/folder");
});

test("text is copied by the browser without any permission", async () => {
  await app.main("copyText", "wxid_1 “群主”\n2");
  expect(await app.main("clipboard")).toBe("wxid_1 “群主”\n2");
});

test("an unknown test hook is answered with an error", async () => {
  await expect(app.main("noSuchHook")).rejects.toThrow("noSuchHook");
});
