import { join } from "node:path";
import { app } from "electron";
import type { App } from "./index.ts";
import { quitPlan } from "./quit.ts";
import { type Desk, runApp } from "./run-app.ts";
import { checkDataFolder, dataArgument, dataFolder } from "./shell/data-folder.ts";
import {
  askInElectron,
  createElectronShell,
  onSystemEnd,
  openFolderInElectron,
  prepareElectron,
  systemLanguage,
} from "./shell/electron-shell.ts";
import { exposeTestHooks } from "./shell/test-hooks.ts";

const folder = dataArgument(process.argv) ?? dataFolder();
/** How long stopping may take once the system shuts down: it would end us without asking. */
const systemEndMs = 3000;

/** Whether Electron may tell apart a first and a second instance: its lock lies in the folder. */
function isUsable(): boolean {
  try {
    checkDataFolder(folder);
    return true;
  } catch {
    return false; // Told by runApp, which looks again.
  }
}

async function run(isFirst: boolean): Promise<number> {
  // Electron gets ready while the services are being loaded.
  const [{ startApp }] = await Promise.all([import("./index.ts"), app.whenReady()]);
  const language = systemLanguage();
  const desk: Desk = {
    dataFolder: folder,
    language,
    startApp,
    async openShell() {
      // The folder was put right since: only a process that begins on it keeps its keys and its lock there.
      if (!isFirst) {
        restart();
        await new Promise<never>(() => undefined);
      }
      return createElectronShell({
        dataFolder: folder,
        pageFolder: join(import.meta.dirname, "..", "renderer"),
        preload: join(import.meta.dirname, "preload.cjs"),
        log: (line) => process.stderr.write(`${line}\n`),
      });
    },
    ask: askInElectron,
    openFolder: openFolderInElectron,
    restart,
    onStarted(started) {
      running = started;
    },
  };
  // One Ctrl+C arrives several times; the second must not cut what the first began.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  onSystemEnd(() => {
    isSystemEnd = true;
    running?.endsWithoutAsking();
    end();
    setTimeout(() => app.exit(0), systemEndMs);
  });
  return runApp(desk);
}

/** Asks nobody. While the app is starting, or tells why it could not, there is nothing to stop. */
function end(): void {
  if (running === null) app.exit(1);
  else void running.stop();
}

function restart(): void {
  app.relaunch();
  app.exit(0);
}

let running: App | null = null;
let hasStopped = false;
let isSystemEnd = false;
const nothing = { transfers: 0, jobs: 0 };

prepareElectron(folder);
const isFolderUsable = isUsable();
if (isFolderUsable && !app.requestSingleInstanceLock()) {
  app.exit(0);
} else {
  if (!app.isPackaged) exposeTestHooks();
  // Electron would end with the last window: the app ends when its services have stopped.
  app.on("window-all-closed", () => undefined);
  app.on("will-quit", (event) => {
    const by = isSystemEnd ? "system" : "person";
    if (quitPlan({ by, work: nothing, hasStopped }).holds) event.preventDefault();
  });
  run(isFolderUsable)
    .catch((cause: unknown) => {
      process.stderr.write(`Qunzhu ended: ${cause instanceof Error ? cause.message : String(cause)}\n`);
      return 1;
    })
    .then((code) => {
      hasStopped = true;
      app.exit(code);
    });
}
