import { join } from "node:path";
import { app } from "electron";
import { dataArgument, dataFolder } from "./shell/data-folder.ts";
import { createElectronShell, prepareElectron } from "./shell/electron-shell.ts";
import { exposeTestHooks } from "./shell/test-hooks.ts";

/** Resolves when the window is closed and everything behind it has stopped. */
async function run(folder: string): Promise<void> {
  // Electron gets ready while the services are being loaded.
  const [{ startApp }] = await Promise.all([import("./index.ts"), app.whenReady()]);
  const shell = await createElectronShell({
    dataFolder: folder,
    pageFolder: join(import.meta.dirname, "..", "renderer"),
    preload: join(import.meta.dirname, "preload.cjs"),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const running = await startApp({ shell, dataFolder: folder });
  await running.closed;
  await running.stop();
}

const folder = dataArgument(process.argv) ?? dataFolder();
if (!prepareElectron(folder)) {
  app.exit(0);
} else {
  if (!app.isPackaged) exposeTestHooks();
  // Electron would end with the last window: the app ends when its services have stopped.
  app.on("window-all-closed", () => undefined);
  let hasStopped = false;
  app.on("will-quit", (event) => {
    if (!hasStopped) event.preventDefault();
  });
  run(folder)
    .then(
      () => 0,
      (cause: unknown) => {
        process.stderr.write(
          `Qunzhu could not start: ${cause instanceof Error ? cause.message : String(cause)}\n`,
        );
        return 1;
      },
    )
    .then((code) => {
      hasStopped = true;
      app.exit(code);
    });
}
