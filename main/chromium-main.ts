import { spawn } from "node:child_process";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { runApp } from "./run-app.ts";
import { openFolderCommand, startDetached } from "./shell/chromium/desktop-commands.ts";
import { findChromium } from "./shell/chromium/find-chromium.ts";
import { askInBrowser } from "./shell/chromium/message-page.ts";
import { systemLanguage } from "./shell/chromium/system-settings.ts";
import { answerTestHooks } from "./shell/chromium/test-relay.ts";
import { createChromiumShell, profileFolderIn } from "./shell/chromium-shell.ts";
import { dataArgument, dataFolder } from "./shell/data-folder.ts";
import { openKeyringSecrets } from "./shell/secrets/keyring-secrets.ts";
import { createMemorySecrets } from "./shell/secrets/memory-secrets.ts";
import { answeredByTest, isTestRun } from "./shell/test-hooks.ts";

const folder = dataArgument(process.argv) ?? dataFolder();
const log = (line: string) => void process.stderr.write(`${line}\n`);
// Compiled code is kept from one start to the next.
enableCompileCache(join(folder, "compile-cache"));
if (isTestRun) answerTestHooks();

/** A test must find no secret of an earlier one, and leave none in the person's keyring. */
async function openSecrets() {
  const keyring = isTestRun ? null : await openKeyringSecrets({ service: "Qunzhu" });
  return keyring ?? createMemorySecrets();
}

const ask = answeredByTest(
  askInBrowser({
    executable: findChromium(),
    profileFolder: profileFolderIn(folder),
    language: systemLanguage(),
    isHeadless: process.env.QUNZHU_HEADLESS === "1",
    log,
  }),
);

runApp({
  dataFolder: folder,
  language: systemLanguage(),
  openShell: () =>
    createChromiumShell({
      dataFolder: folder,
      pageFolder: join(import.meta.dirname, "..", "renderer"),
      secrets: openSecrets(),
      ask,
      log,
    }),
  // The browser is starting meanwhile.
  startApp: async (options) => (await import("./index.ts")).startApp(options),
  ask,
  openFolder: (path) => startDetached(openFolderCommand(path)),
  restart() {
    spawn(process.execPath, process.argv.slice(1), { detached: true, stdio: "inherit" }).unref();
  },
  onStarted(running) {
    // Ctrl+C in the terminal ends the app as closing its window does, but asks nobody. It arrives
    // several times: from the terminal and from each process in between; the second must not cut what the first began.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void running.stop());
  },
}).then(
  (code) => process.exit(code),
  (cause: unknown) => {
    log(`Qunzhu ended: ${cause instanceof Error ? cause.message : String(cause)}`);
    process.exit(1);
  },
);
