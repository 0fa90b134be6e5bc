import path from "node:path";
import { defineConfig } from "vitest/config";
import { onlyOwnHosts } from "./test/support/only-own-hosts.ts";

/**
 * unit: fast and without a browser. integration (`*.integration.test.ts`): real browsers, child processes, big data.
 * No test waits for a time; the limits are only for what never ends, and hold on a machine that has other things to do.
 */
export default defineConfig({
  test: {
    // Most of them wait for a browser, a disk or a child process: one alone leaves cores idle.
    maxWorkers: "100%",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // Test files that start a child process start many of the same kind: what one compiled the next one need not.
    env: { ...onlyOwnHosts, NODE_COMPILE_CACHE: path.join(import.meta.dirname, "out", "compile-cache") },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["**/*.integration.test.{ts,tsx}"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["test/**/*.integration.test.{ts,tsx}"],
          globalSetup: "test/support/run-folders.ts",
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
