import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { _electron, type ElectronApplication } from "@playwright/test";
import { dropFiles } from "./drop-files.ts";
import type { App, AppWithoutWindow, Launch } from "./launched-app.ts";
import { watchChild } from "./watch-child.ts";

/** What main puts on its global object in a test run. */
interface HookRunner {
  run(name: string, args: readonly unknown[]): Promise<unknown>;
}

/** Starts the built app in Electron, the one that the electron package finds (so ELECTRON_OVERRIDE_DIST_PATH counts), whatever becomes of it. */
export async function startElectron(
  root: string,
  launch: Launch,
): Promise<AppWithoutWindow & { electron: ElectronApplication }> {
  const electron = await _electron.launch({
    args: [root, ...launch.args],
    cwd: root,
    env: launch.env,
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const child = electron.process();
  return {
    electron,
    ...watchChild(child),
    main: (name, ...args) =>
      electron.evaluate(
        (_electron, asked) => {
          const hooks = Reflect.get(globalThis, "qunzhuTest") as HookRunner;
          return hooks.run(asked.name, asked.args);
        },
        { name, args },
      ),
  };
}

/** The same without Playwright, which needs longer to get hold of it than an app lives that ends at once. */
export function spawnElectron(root: string, launch: Launch): Omit<AppWithoutWindow, "main"> {
  const electron = createRequire(import.meta.url)("electron") as unknown as string;
  const args = process.getuid?.() === 0 ? ["--no-sandbox", root] : [root];
  const child = spawn(electron, [...args, ...launch.args], {
    cwd: root,
    env: launch.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return watchChild(child);
}

export async function launchInElectron(root: string, launch: Launch): Promise<App> {
  const { electron, ...started } = await startElectron(root, launch);
  const child = electron.process();
  const page = await electron.firstWindow();
  return {
    ...started,
    page,
    dataFolder: launch.dataFolder,
    downloadsFolder: launch.downloadsFolder,
    dropFiles: (selector, paths) => dropFiles(page, selector, paths),
    async close() {
      // Without the question that a person would be asked: the process may be gone before the answer is back.
      if (child.exitCode === null && child.signalCode === null) {
        started.main("closeWindow").catch(() => undefined);
      }
      await started.exited;
    },
  };
}
