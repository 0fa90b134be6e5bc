import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { attachToApp } from "../../../../main/shell/chromium/app-targets.ts";
import { browserFlags } from "../../../../main/shell/chromium/browser-flags.ts";
import { type BrowserProcess, startBrowser } from "../../../../main/shell/chromium/browser-process.ts";
import { AttachedToTarget } from "../../../../main/shell/chromium/cdp-message.ts";
import { findChromium } from "../../../../main/shell/chromium/find-chromium.ts";
import { openPage, type Page } from "../../../../main/shell/chromium/page.ts";
import { isOwnPage, pageOrigin } from "../../../../main/shell/own-page.ts";
import type { Crash, Sender } from "../../../../main/shell/shell.ts";

const files: Readonly<Record<string, string>> = {
  "index.html": `<!doctype html><html lang="en"><title>stand-in</title><script>globalThis.inlineRan = true</script>
    <script type="module" src="/page.js"></script><p id="drop">drop here</p></html>`,
  "page.js": `
    globalThis.heard = [];
    globalThis.dropped = [];
    qunzhu.on((name, payload) => heard.push([name, payload]));
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      for (const file of event.dataTransfer.files) dropped.push(qunzhu.adoptFile(file));
    });
    const worker = new Worker("/worker.js", { type: "module" });
    globalThis.workerAnswer = new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); });
    globalThis.isReady = true;`,
  "worker.js": `fetch("/data.json").then((answer) => answer.json()).then((data) => postMessage(data));`,
  "data.json": `{"fromWorker":true}`,
};

export interface StandInApp {
  readonly browser: BrowserProcess;
  readonly page: Page;
  readonly calls: { readonly sender: Sender; readonly name: unknown; readonly input: unknown }[];
  readonly crashes: Crash[];
  /** Evaluates in the page and waits for its promise. */
  inPage(script: string): Promise<unknown>;
  /** Waits until the expression is true in the page. */
  until(script: string): Promise<void>;
  dropFiles(paths: readonly string[]): Promise<void>;
  press(key: Readonly<Record<string, unknown>>): Promise<void>;
  /** The addresses of all open pages. */
  pages(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A tiny page in the real shell: a real browser, a real pipe, handlers that echo; its files in that folder. */
export async function openStandIn(folder: string): Promise<StandInApp> {
  const executable = findChromium();
  if (executable === null) throw new Error("these tests need a Chromium");
  const pageFolder = join(folder, "page");
  await mkdir(pageFolder);
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(pageFolder, name), text)));
  const profileFolder = join(folder, "profile");
  const flags = browserFlags({
    profileFolder,
    url: `${pageOrigin.chromium}/index.html`,
    language: "en",
    isHeadless: true,
    isRoot: process.getuid?.() === 0,
  });
  const browser = await startBrowser(executable, flags, profileFolder);
  const log = () => undefined;
  const target = await attachToApp(browser.pipe, log);
  const calls: StandInApp["calls"] = [];
  const crashes: Crash[] = [];
  const isTrusted = isOwnPage("chromium");
  const page = await openPage({
    pipe: browser.pipe,
    target,
    folder: pageFolder,
    log,
    windowDeps: {
      onCall: async (sender, name, input) => {
        calls.push({ sender, name, input });
        return isTrusted(sender)
          ? { ok: true, value: input }
          : { ok: false, code: "forbidden", message: "untrusted" };
      },
      onAdoptPath: async (_sender, path) => ({ ok: true, value: path }),
      onCrash: (crash) => crashes.push(crash),
    },
  });

  async function inPage(expression: string): Promise<unknown> {
    const answer = await browser.pipe.send(
      "Runtime.evaluate",
      { expression, awaitPromise: true, returnByValue: true, allowUnsafeEvalBlockedByCSP: false },
      target.sessionId,
    );
    return z.object({ result: z.object({ value: z.unknown().optional() }) }).parse(answer).result.value;
  }
  const app: StandInApp = {
    browser,
    page,
    calls,
    crashes,
    inPage,
    async until(script) {
      // A page that is just loading has no answer yet.
      while ((await inPage(script).catch(() => false)) !== true) await new Promise(setImmediate);
    },
    async dropFiles(paths) {
      const data = { items: [], files: paths, dragOperationsMask: 1 };
      for (const type of ["dragEnter", "dragOver", "drop"]) {
        await browser.pipe.send("Input.dispatchDragEvent", { type, x: 20, y: 20, data }, target.sessionId);
      }
    },
    async press(key) {
      await browser.pipe.send("Input.dispatchKeyEvent", key, target.sessionId);
    },
    async pages() {
      const { targetInfos } = z
        .object({ targetInfos: z.array(AttachedToTarget.shape.targetInfo) })
        .parse(await browser.pipe.send("Target.getTargets"));
      return targetInfos.filter(({ type }) => type === "page").map(({ url }) => url);
    },
    close: () => browser.close(),
  };
  await app.until("globalThis.isReady === true");
  return app;
}
