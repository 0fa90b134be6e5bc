import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { startBurners } from "./burners.ts";

const root = path.dirname(import.meta.dirname);
const logs = path.join(root, "out", "loaded");
const tailLines = 60;
const usage = `npm run test:loaded -- [--times N] [--burners N] [--minutes N] [WHAT]

Runs tests while every core is kept busy, to find those that hang on how fast the machine is.
WHAT is, with more arguments for vitest or Playwright:
  all (when left out) | check | unit [FILE …] | integration [FILE …] | e2e [FILE …]
--times    so often (1)
--burners  so many processes that burn (one for each core)
--minutes  a run that takes longer has failed (60)
Each run's output is kept in out/loaded.`;

const script = (name: string) => path.join(root, "scripts", name);
const vitest = path.join(root, "node_modules", "vitest", "vitest.mjs");

/** The arguments to Node that run so many of the tests; null when there is no such part. */
function commandOf(part: string, args: readonly string[]): readonly string[] | null {
  if (part === "all" && args.length === 0) return [script("test.ts")];
  if (part === "check" && args.length === 0) return [script("check.ts")];
  if (part === "unit" || part === "integration") return [vitest, "run", "--project", part, ...args];
  if (part === "e2e") return [script("e2e.ts"), "chromium", ...args];
  return null;
}

/** With all that it started: a test run has servers and browsers below it. */
function killTree(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"]);
  else process.kill(-child.pid, "SIGKILL");
}

interface Run {
  readonly command: readonly string[];
  readonly log: string;
  readonly limitMs: number;
  readonly interrupted: AbortSignal;
}

/** One run to its end, or to the limit; whether all tests passed. */
async function runOnce({ command, log, limitMs, interrupted }: Run): Promise<boolean> {
  const output = openSync(log, "w");
  // A process group of its own, so that all of it can be ended.
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: ["ignore", output, output],
    detached: process.platform !== "win32",
  });
  const kill = () => killTree(child);
  const timer = setTimeout(kill, limitMs);
  interrupted.addEventListener("abort", kill);
  try {
    const [code] = (await once(child, "exit")) as [number | null];
    return code === 0;
  } finally {
    clearTimeout(timer);
    interrupted.removeEventListener("abort", kill);
    closeSync(output);
  }
}

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new Error(`not a whole number above 0: ${value}`);
  return number;
}

async function main(): Promise<void> {
  const [options, words] = splitArguments(process.argv.slice(2));
  const { values } = parseArgs({
    args: [...options],
    options: {
      times: { type: "string", default: "1" },
      burners: { type: "string", default: String(availableParallelism()) },
      minutes: { type: "string", default: "60" },
    },
  });
  const [part = "all", ...args] = words;
  const command = commandOf(part, args);
  if (command === null) throw new Error(`there is nothing to run called "${words.join(" ")}"`);
  const times = positive(values.times);
  const limitMs = positive(values.minutes) * 60_000;
  const burnersWanted = positive(values.burners);

  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupt.abort());
  mkdirSync(logs, { recursive: true });
  let failures = 0;
  for (let run = 1; run <= times && !interrupt.signal.aborted; run += 1) {
    const log = path.join(logs, `${part}-${run}.log`);
    const startedAt = performance.now();
    const burners = startBurners(limitMs, burnersWanted);
    const hasPassed = await runOnce({ command, log, limitMs, interrupted: interrupt.signal }).finally(
      burners.stop,
    );
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const end = interrupt.signal.aborted ? "interrupted" : hasPassed ? "passed" : "FAILED";
    console.log(`run ${run} of ${times}: ${end} after ${seconds} s (${path.relative(root, log)})`);
    if (hasPassed) continue;
    failures += 1;
    console.log(readFileSync(log, "utf8").trimEnd().split("\n").slice(-tailLines).join("\n"));
  }
  console.log(`loaded: ${failures === 0 ? "every run passed" : `${failures} failed`}, ${times} wanted`);
  process.exitCode = failures === 0 && !interrupt.signal.aborted ? 0 : 1;
}

/** Ours come first; what follows the part's name belongs to the tool that runs it. */
function splitArguments(args: readonly string[]): readonly [readonly string[], readonly string[]] {
  const at = args.findIndex((arg, index) => !arg.startsWith("-") && !args[index - 1]?.match(/^--[a-z]+$/));
  return at < 0 ? [args, []] : [args.slice(0, at), args.slice(at)];
}

try {
  await main();
} catch (cause) {
  console.error(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`);
  process.exitCode = 2;
}
