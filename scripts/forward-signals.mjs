/**
 * Lets a child end as its parent is asked to, and the parent wait for it. On Windows nothing is passed on: the console
 * has told the child already, and `kill` would be TerminateProcess, which leaves it no time to put things away.
 * @param {{ kill(signal: NodeJS.Signals): boolean }} child
 * @param {{ platform?: NodeJS.Platform, source?: import("node:events").EventEmitter }} [options]
 */
export function forwardSignals(child, { platform = process.platform, source = process } = {}) {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    source.on(signal, () => {
      if (platform !== "win32") child.kill(signal);
    });
  }
}
