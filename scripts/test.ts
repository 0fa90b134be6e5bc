import { reportAndExit, runChecks, runVitest, sum } from "./checks.ts";
import { runEndToEnd } from "./e2e.ts";
import { ensureChromium } from "./system.ts";

/** Everything: checks and unit tests, integration tests with real browsers and servers, end-to-end tests. */
ensureChromium();
reportAndExit(sum([await runChecks(), await runVitest("integration"), await runEndToEnd("chromium")]));
