import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { browserFlags } from "../../main/shell/chromium/browser-flags.ts";
import { startBrowser } from "../../main/shell/chromium/browser-process.ts";
import type { CdpPipe } from "../../main/shell/chromium/cdp-pipe.ts";
import { findChromium } from "../../main/shell/chromium/find-chromium.ts";
import { launchApp } from "../support/app.ts";
import { atMost, type Figure, median } from "./figure.ts";

const rounds = 7;
const twoFramesMs = 2 * (1000 / 60);

/** Until an empty page of the same browser, started with the same flags, has painted. */
async function startBlank(executable: string, profileFolder: string): Promise<number> {
  const started = performance.now();
  const browser = await startBrowser(
    executable,
    browserFlags({
      profileFolder,
      url: "about:blank",
      language: "en",
      isHeadless: true,
      isRoot: process.getuid?.() === 0,
    }),
    profileFolder,
  );
  const { promise: attached, resolve } = Promise.withResolvers<string>();
  browser.pipe.onEvent((event) => {
    if (event.method !== "Target.attachedToTarget") return;
    const { sessionId, targetInfo } = event.params as { sessionId: string; targetInfo: { type: string } };
    if (targetInfo.type === "page") resolve(sessionId);
  });
  await browser.pipe.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: true,
  });
  await painted(browser.pipe, await attached);
  const tookMs = performance.now() - started;
  await browser.close();
  return tookMs;
}

/** The first page of a new browser may be replaced once while it starts; then the question is asked again. */
async function painted(pipe: CdpPipe, sessionId: string): Promise<void> {
  const expression =
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
  for (let left = 20; ; left -= 1) {
    try {
      await pipe.send("Runtime.evaluate", { expression, awaitPromise: true }, sessionId);
      return;
    } catch (cause) {
      if (left === 0) throw cause;
    }
  }
}

/** Until the first rows of the cached group list are on screen, in a workspace that was used before. */
async function startApp(dataFolder: string): Promise<number> {
  const started = Date.now();
  const app = await launchApp({ dataFolder });
  await app.page.getByRole("row").first().waitFor();
  // Looking from outside comes late; the page itself marks the moment, and two frames later it is painted.
  const listed = await app.page.evaluate(() => {
    const [mark] = performance.getEntriesByName("qunzhu:first-list");
    return mark === undefined ? Number.NaN : performance.timeOrigin + mark.startTime;
  });
  const tookMs = listed + twoFramesMs - started;
  await app.close();
  return tookMs;
}

/** Start to first usable list against about:blank in the same browser; medians of alternating rounds. */
export async function benchStart(): Promise<readonly Figure[]> {
  const executable = findChromium();
  if (executable === null) throw new Error("no Chromium-family browser here");
  const folder = await mkdtemp(path.join(tmpdir(), "qunzhu-bench-"));
  const dataFolder = path.join(folder, "data");
  try {
    const first = await launchApp({ dataFolder });
    await first.page.getByRole("button", { name: /demo|演示/i }).click();
    await first.page.getByRole("row").first().waitFor();
    await first.close();
    const blank: number[] = [];
    const ours: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      blank.push(await startBlank(executable, path.join(folder, `blank-${round}`)));
      ours.push(await startApp(dataFolder));
    }
    return [atMost("start to first usable list", "ms", median(ours), "about:blank", median(blank), 1.5)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
