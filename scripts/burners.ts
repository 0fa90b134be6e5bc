import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";

const sliceMs = 50;

export interface Burners {
  readonly pids: readonly number[];
  /** Resolves when all have ended. */
  stop(): Promise<void>;
}

/**
 * Keeps every core busy, one child process each, until they are stopped, until the time is over, or until this process
 * is gone, however it went: each then loses its channel and ends by itself.
 */
export function startBurners(limitMs: number, count = availableParallelism()): Burners {
  const burners = Array.from({ length: count }, () =>
    fork(import.meta.filename, [String(limitMs)], { stdio: ["ignore", "ignore", "ignore", "ipc"] }),
  );
  return {
    pids: burners.flatMap(({ pid }) => pid ?? []),
    async stop() {
      await Promise.all(burners.map(end));
    },
  };
}

async function end(burner: ChildProcess): Promise<void> {
  if (burner.exitCode !== null || burner.signalCode !== null) return;
  const exited = once(burner, "exit");
  burner.kill("SIGKILL");
  await exited;
}

/** Works without a pause, but looks between two slices whether it should end. */
function burn(limitMs: number): void {
  const endAt = performance.now() + limitMs;
  const slice = () => {
    for (const until = performance.now() + sliceMs; performance.now() < until; ) Math.sqrt(until);
    if (performance.now() < endAt && process.connected) setImmediate(slice);
    else process.exit();
  };
  slice();
}

if (process.argv[1] === import.meta.filename) burn(Number(process.argv[2]));
