import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "./build.mjs";
import { findElectron } from "./system.ts";

const root = path.dirname(import.meta.dirname);
const report = path.join(root, "out", "e2e.json");

/**
 * The end-to-end tests in one of the two shells ("chromium" or "electron"); more arguments go to Playwright.
 * Resolves to how many passed and failed; a run that broke off counts as failed.
 */
export async function runEndToEnd(shell, args = []) {
  await build();
  await rm(report, { force: true });
  const code = await new Promise((resolve, reject) => {
    const cli = path.join(root, "node_modules", "@playwright", "test", "cli.js");
    const child = spawn(process.execPath, [cli, "test", ...args], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, QUNZHU_SHELL: shell },
    });
    child.on("error", reject);
    child.on("exit", (exitCode) => resolve(exitCode ?? 1));
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(await readFile(report, "utf8"));
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed };
}

if (process.argv[1] === import.meta.filename) {
  const [shell, ...args] = process.argv.slice(2);
  if (shell !== "chromium" && shell !== "electron") {
    console.error("Say which shell to test: chromium or electron.");
    process.exitCode = 2;
  } else if (shell === "electron" && findElectron() === null) {
    console.error(
      "Electron's binary is not here: run `npm start` once with a network, or set ELECTRON_OVERRIDE_DIST_PATH.",
    );
    process.exitCode = 2;
  } else {
    const { passed, failed } = await runEndToEnd(shell, args);
    console.log(`end-to-end (${shell}): ${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
  }
}
