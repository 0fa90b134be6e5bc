import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./process-alive.ts";

export interface RunMark {
  /** The run before left its mark and lives no more: it ended without a word. */
  readonly isAfterCrash: boolean;
  /** Once everything has stopped, or there will be no time to. Safe to call twice. */
  remove(): void;
}

/** A file that lies in the data folder while the app runs there, written at once and synchronously. */
export function leaveRunMark(dataFolder: string): RunMark {
  const file = join(dataFolder, "running.pid");
  const left = pidIn(file);
  writeFileSync(file, String(process.pid));
  return {
    isAfterCrash: left !== null && (left === process.pid || !isAlive(left)),
    remove: () => rmSync(file, { force: true, maxRetries: 3 }),
  };
}

function pidIn(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null; // Not there: the run before ended in order, or there was none.
  }
}
