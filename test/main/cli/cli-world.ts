import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inject } from "vitest";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";
import { oncePerRun } from "../../support/once-per-run.ts";
import { onlyOwnHosts } from "../../support/only-own-hosts.ts";
import { signIn } from "../demo/demo-client.ts";
import { buildCli } from "./build-cli.ts";

const root = resolve(import.meta.dirname, "../../..");

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly secret?: string | null;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Instead of the built command line: a script of the repository. */
  readonly script?: string;
  readonly onSpawn?: (child: ChildProcess) => void;
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What stands on standard output when a command ended. */
export interface Document {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly code?: string;
  readonly message?: string;
  readonly server?: { readonly code: string; readonly message: string };
}

export type CliWorld = Awaited<ReturnType<typeof createCliWorld>>;

/** On Windows nobody but a console can send Ctrl+C: there a message stands for it, which the child takes as the signal. */
const isWindows = process.platform === "win32";
const channel = isWindows ? (["ipc"] as const) : [];
const hearsInterrupts = isWindows
  ? [
      "--import",
      "data:text/javascript,process.on('message', (signal) => process.emit(signal)); process.channel.unref();",
    ]
  : [];

/** Ctrl+C. */
export function interrupt(child: ChildProcess): void {
  if (isWindows) child.send("SIGINT");
  else child.kill("SIGINT");
}

/**
 * The real command line as child processes over the real demo, without a keyring and with a folder of its own.
 * A demo that is handed in is stopped like its own.
 */
export async function createCliWorld(given?: Demo) {
  const demo = given ?? (await startDemo());
  const cliFolder = inject("cliFolder");
  await oncePerRun(cliFolder, "cli", () => buildCli(cliFolder));
  // First, so that a failure leaves no folder.
  const aliceToken = await signIn(demo, "alice");
  const folder = mkdtempSync(join(tmpdir(), "qunzhu-cli-"));
  const data = join(folder, "data");
  const home = join(folder, "home");
  mkdirSync(home);
  const runs: Run[] = [];

  /** Nothing of the environment of the tests reaches it: no keyring, no data folder of a person. */
  function environment({ secret = demo.password, env = {} }: RunOptions): Record<string, string> {
    const { PATH = "", NODE_COMPILE_CACHE = join(folder, "compiled") } = process.env;
    const own = { PATH, HOME: home, NODE_COMPILE_CACHE, QUNZHU_KEYRING: "0", ...onlyOwnHosts, ...env };
    return secret === null ? own : { ...own, QUNZHU_SECRET: secret };
  }

  function run(words: readonly string[], options: RunOptions = {}): Promise<Run> {
    const script = options.script ? join(root, options.script) : join(cliFolder, "cli.js");
    const child = spawn(process.execPath, [...hearsInterrupts, script, ...words], {
      cwd: options.cwd ?? folder,
      env: environment(options),
      stdio: ["pipe", "pipe", "pipe", ...channel],
    }) as ChildProcessWithoutNullStreams;
    options.onSpawn?.(child);
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.stdin ?? "");
    const { promise, resolve: done, reject } = Promise.withResolvers<Run>();
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        texts[name] += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      const ended = { code, ...texts };
      runs.push(ended);
      done(ended);
    });
    return promise;
  }

  /** Runs a command on the world's data folder; throws unless it printed one JSON document that fits its exit code. */
  async function document(words: readonly string[], options: RunOptions = {}): Promise<Document> {
    return documentOf(await run(["--data", data, ...words], options));
  }

  return {
    demo,
    folder,
    data,
    aliceToken,
    runs,
    run,
    document,
    /** The value of a command that must succeed. */
    async value(words: readonly string[], options: RunOptions = {}): Promise<unknown> {
      const answer = await document(words, options);
      if (!answer.ok) throw new Error(`${words.join(" ")}: ${answer.code}: ${answer.message}`);
      return answer.value;
    },
    /** A file in the world's folder; answers its path. */
    file(name: string, bytes: string | Uint8Array): string {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    },
    /** Everything the commands left on disk. */
    dataBytes: () =>
      readdirSync(data, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
    async stop() {
      await demo.stop();
      // On Windows a program that has just ended keeps its folder a moment longer.
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A group of the demo without what the clock changes by itself: how long mutes still last. */
export function withoutClock<Group extends { mutedMinutes: readonly number[]; allMutedMinutes: number }>(
  group: Group | undefined,
) {
  if (group === undefined) throw new Error("the demo has no such group");
  const { mutedMinutes: _, allMutedMinutes, ...rest } = group;
  return { ...rest, isAllMuted: allMutedMinutes !== 0 };
}

/** The one JSON document of a run. */
export function documentOf({ code, stdout, stderr }: Run): Document {
  if (stderr !== "") throw new Error(`said on standard error: ${stderr}`);
  if (!/^[^\n]+\n$/.test(stdout)) throw new Error(`not one line: ${stdout}`);
  const answer = JSON.parse(stdout) as Document;
  if (code !== (answer.ok ? 0 : 1)) throw new Error(`exit code ${code} with ${stdout}`);
  return answer;
}
