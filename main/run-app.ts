import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "./index.ts";
import { createLog, type Log, silentLog } from "./platform/log.ts";
import { checkDataFolder } from "./shell/data-folder.ts";
import { type Ask, isChinese, type MessageBox } from "./shell/message-box.ts";
import type { Shell } from "./shell/shell.ts";
import { type StartChoice, startFailure } from "./shell/start-failure.ts";
import { registerFaultHooks } from "./shell/test-hooks.ts";

/** What the way in (Electron or Chromium) gives the app around its start and its end. */
export interface Desk {
  readonly dataFolder: string;
  readonly language: string;
  /** Throws where the folder cannot be used, before anything is opened in it. */
  readonly openShell: () => Promise<Shell>;
  readonly startApp: (options: StartOptions) => Promise<App>;
  /** Works before there is a shell. */
  readonly ask: Ask;
  readonly openFolder: (path: string) => Promise<void>;
  /** Begins a new process in place of this one, which ends. */
  readonly restart: () => void;
  readonly onStarted?: (app: App) => void;
}

export interface StartOptions {
  readonly shell: Shell;
  readonly dataFolder: string;
  readonly isCacheFresh: boolean;
}

/** How long what has failed may take to put its things away. */
const stoppingMs = 5000;

/**
 * The life of the app with a window; answers the exit code. A start that fails and a fault after which the app cannot
 * go on are told in the system's own box, with what can be done (docs/decisions/0011).
 */
export async function runApp(desk: Desk): Promise<number> {
  registerFaultHooks();
  const faults = watchFaults();
  for (let isCacheFresh = false; ; ) {
    let app: App;
    try {
      checkDataFolder(desk.dataFolder);
      app = await Promise.race([startOnce(desk, isCacheFresh), faults.fatal]);
    } catch (cause) {
      const choice = await tellFailedStart(desk, cause);
      if (choice === "quit") return 1;
      if (faults.hasFailed()) {
        // In this process nothing can be vouched for any more.
        desk.restart();
        return 1;
      }
      isCacheFresh = choice === "fresh_cache";
      continue;
    }
    faults.attach(app);
    desk.onStarted?.(app);
    const fault = await Promise.race([
      app.closed.then(() => null),
      app.failed.then((cause) => ({ cause })),
      faults.fatal.catch((cause: unknown) => ({ cause })),
    ]);
    if (fault === null) {
      await app.stop();
      return 0;
    }
    app.log.error("the app cannot go on", { cause: fault.cause });
    const choice = await desk.ask(faultBox(desk));
    // What is broken may not be able to stop in order.
    const stopped = app.stop().catch((cause: unknown) => app.log.error("not everything stopped", { cause }));
    await Promise.race([stopped, sleep(stoppingMs)]);
    if (choice === "restart") desk.restart();
    return 1;
  }
}

async function startOnce(desk: Desk, isCacheFresh: boolean): Promise<App> {
  const { dataFolder } = desk;
  return desk.startApp({ shell: await desk.openShell(), dataFolder, isCacheFresh });
}

/** Until the person chose something that ends the question; opening the folder does not. */
async function tellFailedStart(desk: Desk, cause: unknown): Promise<Exclude<StartChoice, "open_folder">> {
  const { dataFolder, language } = desk;
  process.stderr.write(`Qunzhu could not start: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  logFor(dataFolder).error("the app could not start", { cause });
  const failure = startFailure(cause, { dataFolder, language });
  for (;;) {
    const choice = await desk.ask(failure);
    if (choice !== "open_folder") return choice;
    await desk.openFolder(dataFolder).catch((refused: unknown) => {
      process.stderr.write(`the folder cannot be opened: ${String(refused)}\n`);
    });
  }
}

/** Where not even the log can be written, the error output has said it. */
function logFor(dataFolder: string): Log {
  try {
    return createLog({ folder: join(dataFolder, "logs") });
  } catch {
    return silentLog;
  }
}

/**
 * What nobody caught. A promise without a listener leaves the rest as it was: logged, told once, and the app goes on.
 * An exception ends somewhere in the middle of something: the app cannot vouch for its state and ends.
 */
function watchFaults() {
  let app: App | null = null;
  let hasFailed = false;
  const { promise: fatal, reject } = Promise.withResolvers<never>();
  fatal.catch(() => undefined); // Heard by whoever races it.
  process.on("uncaughtException", (cause) => {
    hasFailed = true;
    app?.log.error("an exception was not caught", { cause });
    reject(cause);
  });
  process.on("unhandledRejection", (cause) => {
    if (app === null) process.stderr.write(`a promise failed and nobody listened: ${String(cause)}\n`);
    else app.survived("a promise failed and nobody listened", cause);
  });
  return {
    fatal,
    hasFailed: () => hasFailed,
    attach(started: App): void {
      app = started;
    },
  };
}

function faultBox({
  dataFolder,
  language,
}: Pick<Desk, "dataFolder" | "language">): MessageBox<"restart" | "quit"> {
  const isZh = isChinese(language);
  const log = join(dataFolder, "logs", "qunzhu.log");
  return {
    kind: "error",
    title: isZh ? "群主" : "Qunzhu",
    message: isZh
      ? "发生意外，群主无法继续运行。"
      : "Something unexpected happened, and Qunzhu cannot go on.",
    detail: isZh
      ? `已记录的内容不会丢失。详情见日志：\n${log}`
      : `What was written down is not lost. The log says more:\n${log}`,
    choices: [
      { choice: "restart", label: isZh ? "重新启动" : "Start again" },
      { choice: "quit", label: isZh ? "退出" : "Quit" },
    ],
    cancel: "quit",
  };
}
