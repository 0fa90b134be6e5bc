import { type ChildProcess, spawn } from "node:child_process";
import { type Browser, type ConnectOverCDPTransport, chromium, type Page } from "@playwright/test";
import { dropFiles } from "./drop-files.ts";
import type { App, AppWithoutWindow, Launch } from "./launched-app.ts";
import { watchChild } from "./watch-child.ts";

type FromApp = { cdp?: object; hook?: { id: number; value?: unknown; error?: string }; ready?: true };

/** Starts `script` on this Node, whatever becomes of it. */
export function spawnForChromium(script: string, launch: Launch): AppWithoutWindow & { child: ChildProcess } {
  const child = spawn(process.execPath, [script, ...launch.args], {
    env: launch.env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  return {
    ...watchChild(child),
    child,
    main: connectHooks(child),
  };
}

/** Starts `script`; Playwright reaches the app's own browser through the app's own pipe. */
export async function launchInChromium(script: string, launch: Launch): Promise<App> {
  const { child, pid, main: hooks, output, exited, kill } = spawnForChromium(script, launch);
  const ready = new Promise<void>((resolve) =>
    child.on("message", (message: FromApp) => message.ready && resolve()),
  );
  const isReady = await Promise.race([ready.then(() => true), exited.then(() => false)]);
  if (!isReady) throw new Error(`the app ended before its window opened:\n${output()}`);

  const browser = await chromium.connectOverCDP(transportOver(child), { isLocal: true, noDefaults: true });
  const page = await firstPage(browser);
  // A real window without a window manager never gets the focus; keys need it.
  const focus = await page.context().newCDPSession(page);
  await focus.send("Emulation.setFocusEmulationEnabled", { enabled: true });
  return {
    page,
    dataFolder: launch.dataFolder,
    downloadsFolder: launch.downloadsFolder,
    pid,
    main: hooks,
    dropFiles: (selector, paths) => dropFiles(page, selector, paths),
    output,
    exited,
    kill,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      await browser.close();
      // The answer may not find its way back any more: the end of the process is the answer.
      hooks("closeWindow").catch(() => undefined);
      await exited;
    },
  };
}

function connectHooks(child: ChildProcess): App["main"] {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  child.on("message", ({ hook }: FromApp) => {
    if (hook === undefined) return;
    const asked = waiting.get(hook.id);
    waiting.delete(hook.id);
    if (hook.error === undefined) asked?.resolve(hook.value);
    else asked?.reject(new Error(hook.error));
  });
  child.once("exit", () => {
    for (const { reject } of waiting.values()) reject(new Error("the app has ended"));
  });
  return (name, ...args) => {
    const answer = Promise.withResolvers<unknown>();
    const id = ++lastId;
    waiting.set(id, answer);
    child.send({ hook: { id, name, args } });
    return answer.promise;
  };
}

/** Playwright needs its messages one to a turn of the event loop, or it waits for ever. */
function transportOver(child: ChildProcess) {
  const arrived: object[] = [];
  const transport: ConnectOverCDPTransport = {
    send: (message: object) => {
      if (child.connected) child.send({ cdp: message });
    },
    close: () => transport.onclose?.(),
  };
  const deliver = () => {
    const message = arrived.shift();
    if (message !== undefined) transport.onmessage?.(message);
    if (arrived.length > 0) setImmediate(deliver);
  };
  child.on("message", ({ cdp }: FromApp) => {
    if (cdp !== undefined && arrived.push(cdp) === 1) setImmediate(deliver);
  });
  child.once("exit", () => transport.onclose?.("the app has ended"));
  return transport;
}

async function firstPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error("the browser has no context");
  return context.pages()[0] ?? context.waitForEvent("page");
}
