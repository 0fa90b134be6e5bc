import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { findElectron } from "./system.ts";

const root = path.dirname(import.meta.dirname);
const fromElectron = createRequire(path.join(root, "node_modules", "electron", "package.json"));
const { version } = fromElectron("./package.json") as { readonly version: string };
const failureFile = path.join(root, "out", "electron-unavailable.json");
/** So long a failure is remembered: who starts again and again where Electron cannot be had does not wait each time. */
const memoryMs = 10 * 60_000;
const megabyte = 1_000_000;

/** What is used of `@electron/get`, which comes with the electron package. */
interface ElectronGet {
  downloadArtifact(options: {
    readonly version: string;
    readonly artifactName: string;
    readonly cacheRoot: string | undefined;
    readonly checksums: Readonly<Record<string, string>>;
    readonly downloadOptions: {
      readonly quiet: true;
      readonly signal: AbortSignal;
      readonly getProgressCallback: (progress: Progress) => Promise<void>;
    };
  }): Promise<string>;
}

export interface Progress {
  readonly transferred: number;
  readonly total: number | null;
}

export interface DownloadOptions {
  readonly cacheRoot?: string | undefined;
  readonly checksums?: Readonly<Record<string, string>>;
  readonly onProgress?: (progress: Progress) => void;
  /** The download goes on as long as it takes, unless so long no byte arrives. */
  readonly stallMs?: number;
}

/** Puts Electron's archive where its installer looks first, and answers its path. ELECTRON_MIRROR is followed. */
export async function downloadElectron(options: DownloadOptions = {}): Promise<string> {
  const { cacheRoot = process.env.electron_config_cache, stallMs = 20_000, onProgress } = options;
  const { checksums = fromElectron("./checksums.json") as Record<string, string> } = options;
  const { downloadArtifact } = (await import(
    pathToFileURL(fromElectron.resolve("@electron/get")).href
  )) as ElectronGet;
  const stalled = new AbortController();
  const stall = () => stalled.abort(new Error(`nothing arrived for ${stallMs / 1000} seconds`));
  let timer = setTimeout(stall, stallMs);
  try {
    return await downloadArtifact({
      version,
      artifactName: "electron",
      cacheRoot,
      checksums,
      downloadOptions: {
        quiet: true,
        signal: stalled.signal,
        async getProgressCallback({ transferred, total }) {
          clearTimeout(timer);
          // With the last byte the file is checked, however long that takes.
          if (transferred !== total) timer = setTimeout(stall, stallMs);
          onProgress?.({ transferred, total });
        },
      },
    });
  } catch (cause) {
    throw stalled.signal.aborted ? stalled.signal.reason : cause;
  } finally {
    clearTimeout(timer);
  }
}

/** Electron's executable, fetched first where it is not here; null where it cannot be had, and why is told. */
export async function obtainElectron(): Promise<string | null> {
  const present = findElectron();
  if (present) return present;
  const failure = readFailure(failureFile, process.env.ELECTRON_MIRROR, Date.now());
  if (failure) {
    const minutes = Math.ceil((failure.at + memoryMs - Date.now()) / 60_000);
    console.error(
      `Electron could not be fetched (${failure.reason}). It is tried again in ${minutes} min, or at once from another ELECTRON_MIRROR.`,
    );
    return null;
  }
  console.error(
    `Fetching Electron ${version} (once; ELECTRON_MIRROR names another place to fetch it from) …`,
  );
  try {
    // HTTPS_PROXY and its like, on a Node that can.
    http.setGlobalProxyFromEnv?.();
    await downloadElectron({ onProgress: showProgress() });
    const installer = fromElectron.resolve("./install.js");
    spawnSync(process.execPath, [installer], { stdio: ["ignore", "ignore", "inherit"] });
    const fetched = findElectron();
    if (fetched === null) throw new Error("its archive could not be unpacked");
    return fetched;
  } catch (cause) {
    const reason = reasonOf(cause);
    writeFailure(failureFile, { at: Date.now(), mirror: process.env.ELECTRON_MIRROR, reason });
    console.error(
      `Electron could not be fetched: ${reason}. Set ELECTRON_MIRROR to a place that can be reached (with a slash at its end) and start again.`,
    );
    return null;
  }
}

export interface Failure {
  readonly at: number;
  /** ELECTRON_MIRROR at the time: another place may have what this one has not. */
  readonly mirror?: string | undefined;
  readonly reason: string;
}

/** The last failure, while it is fresh enough to be believed. */
export function readFailure(file: string, mirror: string | undefined, now: number): Failure | null {
  try {
    const failure = JSON.parse(readFileSync(file, "utf8")) as Failure;
    if (failure.mirror === mirror && now >= failure.at && now < failure.at + memoryMs) return failure;
    rmSync(file);
  } catch {
    // None, or one that cannot be read: Electron is tried.
  }
  return null;
}

export function writeFailure(file: string, failure: Failure): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(failure));
}

/** "fetch failed" says nothing; its cause does. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? cause.cause.message : cause.message;
}

/** One line that counts megabytes; where lines cannot be rewritten, a new one for each tenth megabyte. */
function showProgress(): (progress: Progress) => void {
  const { isTTY } = process.stderr;
  let shown = 0;
  return ({ transferred, total }) => {
    const megabytes = Math.floor(transferred / megabyte);
    const isEnd = transferred === total;
    if (megabytes < shown + (isTTY ? 1 : 10) && !isEnd) return;
    shown = megabytes;
    const of = total === null ? "" : ` of ${Math.ceil(total / megabyte)}`;
    process.stderr.write(`${isTTY ? "\r" : ""}  ${megabytes}${of} MB${isTTY && !isEnd ? "" : "\n"}`);
  };
}
