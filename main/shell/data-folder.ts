import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, posix, resolve, win32 } from "node:path";
import { fileError } from "../platform/file-errors.ts";

/** Where the app keeps its data: QUNZHU_DATA, else the folder that Electron itself would choose on this system. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const home = homedir();
  const path = platform === "win32" ? win32 : posix;
  if (env.QUNZHU_DATA) return resolve(env.QUNZHU_DATA);
  if (platform === "darwin") return path.join(home, "Library", "Application Support", "Qunzhu");
  if (platform === "win32") return path.join(env.APPDATA ?? path.join(home, "AppData", "Roaming"), "Qunzhu");
  return path.join(env.XDG_CONFIG_HOME ?? path.join(home, ".config"), "Qunzhu");
}

/** `--data DIR` among the arguments of the app; undefined where it is not. */
export function dataArgument(args: readonly string[]): string | undefined {
  const value = args[args.indexOf("--data") + 1];
  return args.includes("--data") && value !== undefined ? resolve(value) : undefined;
}

/**
 * Makes the folder and writes a little into it, before anything relies on that. Throws AppError("file_error") or
 * "disk_full" with the system's error as its cause. Synchronous: it decides what happens before Electron is ready.
 */
export function checkDataFolder(folder: string): void {
  const probe = join(folder, `.write-test-${process.pid}`);
  try {
    // A drive's root is there and may not be made.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      mkdirSync(folder, { recursive: true, mode: ownerOnly });
    } else if (existsSync(join(folder, "journal.sqlite"))) closeToOthers(folder);
    writeFileSync(probe, Buffer.alloc(4096));
  } catch (cause) {
    throw fileError(cause, "write to the data folder");
  } finally {
    // A full disk takes its name and none of its bytes.
    removeProbe(probe);
  }
}

/** Nobody else of this computer may look into it, and so at nothing in it. Windows gives each person a folder of their own. */
const ownerOnly = 0o700;

/** Earlier versions left the folder open to be read. */
function closeToOthers(folder: string): void {
  try {
    if ((statSync(folder).mode & 0o077) !== 0) chmodSync(folder, ownerOnly);
  } catch {
    // It is somebody else's, who decides on it.
  }
}

function removeProbe(probe: string): void {
  try {
    rmSync(probe, { force: true, maxRetries: 3 });
  } catch {
    // A scanner may hold it: the next start of this number writes over it. Or the folder is none, which is told.
  }
}

/** The system's downloads folder; the home folder where the system cannot tell, e.g. because its drive is away. */
export function downloadsOrHome(downloads: () => string): string {
  try {
    return downloads();
  } catch {
    return homedir();
  }
}
