import { spawn } from "node:child_process";
import path from "node:path";
import { build } from "./build.ts";
import { forwardSignals } from "./forward-signals.mjs";
import { obtainElectron } from "./obtain-electron.ts";
import { ensureChromium, hasDisplay } from "./system.ts";

/** Opens the app on the demo workspace: Electron where it can be had, the same app in a system Chromium where not. */
const root = path.dirname(import.meta.dirname);
const app = path.join(root, "out", "app", "main");
const dataFolder = path.join(root, "out", "workspace");

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: "inherit",
      env: { ...process.env, QUNZHU_DATA: process.env.QUNZHU_DATA ?? dataFolder, QUNZHU_DEMO: "1" },
    });
    forwardSignals(child);
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

await build();
if (!hasDisplay()) {
  console.log("There is no display here, so the tour runs instead; its pictures go to out/tour/.");
  await import("./tour.ts");
} else {
  const electron = await obtainElectron();
  if (electron) {
    process.exitCode = await run(electron, [root]);
  } else {
    console.log("Without Electron the app opens in a system Chromium.");
    ensureChromium();
    process.exitCode = await run(process.execPath, [path.join(app, "chromium-main.js")]);
  }
}
