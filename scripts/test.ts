import { reportAndExit, runChecks, runVitest, sum } from "./checks.ts";
import { runEndToEndQuietly } from "./e2e.ts";
import { ensureChromium } from "./system.ts";

/** Everything: checks and unit tests, integration tests with real browsers and servers, end-to-end tests. */
ensureChromium();
const checks = await runChecks();
// Side by side: both wait for browsers and child processes so much that either alone leaves the cores idle.
const [integration, endToEnd] = await Promise.all([runVitest("integration"), runEndToEndQuietly("chromium")]);
await endToEnd.show();
reportAndExit(sum([checks, integration, endToEnd.outcome]));
