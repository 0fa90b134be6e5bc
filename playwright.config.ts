import { defineConfig } from "@playwright/test";

/** One app at a time: each test starts the real one, with its own window and data. */
export default defineConfig({
  testDir: "test/e2e",
  outputDir: "out/e2e-results",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: { actionTimeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "out/e2e.json" }]],
});
