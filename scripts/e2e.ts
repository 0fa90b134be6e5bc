import { existsSync } from "node:fs";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "./build.ts";
import { type Outcome, runNode } from "./checks.ts";
import { findElectron } from "./system.ts";

const root = path.dirname(import.meta.dirname);
const report = path.join(root, "out", "e2e.json");
const log = path.join(root, "out", "e2e.log");

/**
 * The end-to-end tests in one of the two shells; more arguments go to Playwright.
 * A run that broke off counts as failed, and so does a test that passed only on a second try.
 */
export async function runEndToEnd(
  shell: "chromium" | "electron",
  args: readonly string[] = [],
  output: number | "inherit" = "inherit",
): Promise<Outcome> {
  await build();
  await rm(report, { force: true });
  const cli = path.join(root, "node_modules", "@playwright", "test", "cli.js");
  const code = await runNode([cli, "test", ...args], { QUNZHU_SHELL: shell }, output);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(await readFile(report, "utf8")) as {
    stats: { expected: number; unexpected: number; flaky: number };
  };
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** The same while something else runs: says nothing meanwhile; `show` prints what it would have said. */
export async function runEndToEndQuietly(shell: "chromium" | "electron") {
  await mkdir(path.dirname(log), { recursive: true });
  const file = await open(log, "w");
  try {
    const outcome = await runEndToEnd(shell, [], file.fd);
    return { outcome, show: async () => console.log(await readFile(log, "utf8")) };
  } finally {
    await file.close();
  }
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
