import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const prefix = "qunzhu-demo-";

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}

/** A new temporary folder named after this process, so that a later start can tell what a killed one left behind. */
export function makeStorageFolder(): string {
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
}

export function removeStorageFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** On Windows a file that is being closed keeps its folder a moment longer. */
export async function removeUsedStorageFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes folders of processes that were killed before they could tidy up. */
export function removeStaleFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (!Number.isInteger(pid) || isRunning(pid)) continue;
    try {
      removeStorageFolder(join(tmpdir(), name));
    } catch {
      // Another user's, and theirs to remove: no reason not to start.
    }
  }
}
