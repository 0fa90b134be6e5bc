import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

export interface Outcome {
  passed: number;
  failed: number;
}

const root = path.dirname(import.meta.dirname);
const bin = (file: string) => path.join(root, "node_modules", file);

/** Runs one Node program to its end, its output passed through or into an open file; resolves to the exit code. */
export function runNode(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  output: number | "inherit" = "inherit",
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ["ignore", output, output],
      env: { ...process.env, ...environment },
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

/** A check that either holds or not counts as one test. */
async function hold(name: string, args: readonly string[]): Promise<Outcome> {
  const started = Date.now();
  const code = await runNode(args);
  console.log(
    `${code === 0 ? "ok    " : "FAILED"}  ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Runs a vitest project. What it could not load, an error outside of any test, and a crash of a test process count as
 * failed: nothing is run a second time.
 */
export async function runVitest(project: string): Promise<Outcome> {
  const file = path.join(root, "out", `vitest-${project}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const code = await runNode([
    bin("vitest/vitest.mjs"),
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  try {
    const report = JSON.parse(readFileSync(file, "utf8")) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    const { numPassedTests: passed, numFailedTests: failed } = report;
    if (code === 0 || failed > 0) return { passed, failed };
    console.log(`FAILED  the ${project} tests: none of them, but vitest or one of its processes; see above`);
    return { passed, failed: 1 };
  } catch {
    console.log(`FAILED  the ${project} tests: vitest ended without a report`);
    return { passed: 0, failed: 1 };
  }
}

/** Format, lint and walls, types, unit tests. */
export async function runChecks(): Promise<Outcome> {
  const tsc = bin("typescript/bin/tsc");
  // Side by side: each of them leaves a core idle for most of its time.
  const unit = runVitest("unit");
  const held = await Promise.all([
    hold("format, lint, walls, cycles", [
      bin("@biomejs/biome/bin/biome"),
      "check",
      "--error-on-warnings",
      ".",
    ]),
    hold("types of main", [tsc, "-p", "tsconfig.main.json"]),
    hold("types of the renderer", [tsc, "-p", "tsconfig.renderer.json"]),
    hold("types of scripts and browser tests", [tsc, "-p", "tsconfig.test.json"]),
  ]);
  return sum([...held, await unit]);
}

export function sum(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }));
}

export function reportAndExit({ passed, failed }: Outcome): void {
  console.log(`tests: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
