import { reportAndExit, runChecks } from "./checks.ts";

reportAndExit(await runChecks());
