import { defineConfig } from "vitest/config";

/**
 * unit: fast and without a browser. integration (`*.integration.test.ts`): real browsers, child processes, big data.
 * No test waits for a time; the limits are only for what never ends, and hold on a slow machine too.
 */
export default defineConfig({
  test: {
    // Most of them wait for a browser, a disk or a child process: one alone leaves cores idle.
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
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
          globalSetup: "test/renderer/harness/page-folder.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
