import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { AppError } from "../../../shared/errors.ts";
import { type CdpPipe, createCdpPipe } from "./cdp-pipe.ts";

export interface BrowserProcess {
  readonly pipe: CdpPipe;
  readonly pid: number;
  /** The end of what it wrote to its error output: why it would not start. */
  lastWords(): string;
  /** Resolves when the process is gone, however it went. */
  readonly exited: Promise<void>;
  /** Asks it to close, and ends it by force if it does not. */
  close(): Promise<void>;
}

const closeTimeoutMs = 5_000;
const lastWordsLength = 500;

/** Starts the browser with a profile of its own. It ends by itself when this process ends: its pipe breaks then. */
export async function startBrowser(
  executable: string,
  flags: readonly string[],
  profileFolder: string,
): Promise<BrowserProcess> {
  await prepareProfile(profileFolder);
  const child = spawn(executable, flags, { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] });
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-lastWordsLength);
  });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once("spawn", () => resolve(child.pid ?? 0));
    child.once("error", (cause) =>
      reject(new AppError("unsupported", `cannot start ${executable}`, { cause })),
    );
  });
  const pipe = createCdpPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);

  return {
    pipe,
    pid,
    lastWords: () => words.trim(),
    exited,
    async close() {
      const killTimer = setTimeout(() => child.kill("SIGKILL"), closeTimeoutMs);
      // A browser that is already gone is what we want.
      await pipe.send("Browser.close").catch(() => undefined);
      await exited;
      clearTimeout(killTimer);
    },
  };
}

/** A new profile neither keeps nor offers to keep what is typed into our forms: tokens and passwords are ours to guard. */
async function prepareProfile(profileFolder: string): Promise<void> {
  const folder = join(profileFolder, "Default");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const preferences = {
    autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
    browser: { has_seen_welcome_page: true },
    credentials_enable_service: false,
    credentials_enable_autosignin: false,
    profile: { password_manager_enabled: false },
    search: { suggest_enabled: false },
    translate: { enabled: false },
  };
  await writeFile(join(folder, "Preferences"), JSON.stringify(preferences), { flag: "wx" }).catch(
    (cause: unknown) => {
      if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
    },
  );
}
