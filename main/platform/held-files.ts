import { renameSync } from "node:fs";
import { rename, stat } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { systemCode } from "./file-errors.ts";

/**
 * Windows lets nobody rename or remove a file that another program holds open without sharing it. Virus scanners,
 * indexers and sync tools do so for a moment with each file that was just written; hence retries with backoff, for
 * about two seconds in all.
 */
const backoffMs = [10, 20, 40, 80, 150, 300, 600, 800] as const;

export interface HeldOptions {
  /** As `process.platform`. */
  readonly platform?: NodeJS.Platform;
  /** The pauses between the attempts. */
  readonly pausesMs?: readonly number[];
}

export interface RenameOptions extends HeldOptions {
  readonly renameFile?: (from: string, to: string) => Promise<void>;
}

/** Does it again while another program holds the file. */
export async function retryWhileHeld<Value>(
  act: () => Promise<Value>,
  { platform = process.platform, pausesMs = backoffMs }: HeldOptions = {},
): Promise<Value> {
  for (const pauseMs of pausesMs) {
    try {
      return await act();
    } catch (cause) {
      if (!mayBeHeld(cause, platform)) throw cause;
    }
    await delay(pauseMs);
  }
  return act();
}

/**
 * Renames, replacing what is there, also where a scanner holds one of the two for a moment. Throws EBUSY where another
 * program keeps the file that is to be replaced.
 */
export async function renameOver(from: string, to: string, options: RenameOptions = {}): Promise<void> {
  const { platform = process.platform, renameFile = rename } = options;
  try {
    await retryWhileHeld(() => renameFile(from, to), options);
  } catch (cause) {
    // Windows says "access denied" both for a file in use and for one that may not be written.
    const isHeld = mayBeHeld(cause, platform) && (await isWritableFile(to));
    throw isHeld ? Object.assign(new Error("the file is in use", { cause }), { code: "EBUSY" }) : cause;
  }
}

export interface SyncRenameOptions extends HeldOptions {
  readonly renameFile?: (from: string, to: string) => void;
}

/** Renames to a free name. Blocks its thread meanwhile: for a worker. */
export function renameHeldSync(from: string, to: string, options: SyncRenameOptions = {}): void {
  const { platform = process.platform, pausesMs = backoffMs, renameFile = renameSync } = options;
  for (const pauseMs of pausesMs) {
    try {
      renameFile(from, to);
      return;
    } catch (cause) {
      if (!mayBeHeld(cause, platform)) throw cause;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  }
  renameFile(from, to);
}

/** Elsewhere EPERM and EACCES are about rights, which no waiting changes. */
function mayBeHeld(cause: unknown, platform: NodeJS.Platform): boolean {
  const code = systemCode(cause);
  return code === "EBUSY" || (platform === "win32" && (code === "EPERM" || code === "EACCES"));
}

async function isWritableFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true && (found.mode & 0o200) !== 0;
}
