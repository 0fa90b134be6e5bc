import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { onlyOwnHosts } from "./test/support/only-own-hosts.ts";

Object.assign(process.env, onlyOwnHosts);

/** Each is a whole app, and a browser. */
const mostAppsAtOnce = 4;

/**
 * Each test starts the real app, with its own window and data, so as many run side by side as there are cores. In
 * Electron one at a time: its windows share the system's clipboard. No test waits for a time; the limits are only for
 * what never ends, and hold on a machine that has other things to do.
 */
export default defineConfig({
  testDir: "test/e2e",
  outputDir: "out/e2e-results",
  fullyParallel: true,
  workers: process.env.QUNZHU_SHELL === "electron" ? 1 : Math.min(mostAppsAtOnce, availableParallelism()),
  retries: 0,
  forbidOnly: true,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: { actionTimeout: 60_000 },
  reporter: [["list"], ["json", { outputFile: "out/e2e.json" }]],
});
