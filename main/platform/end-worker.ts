import type { Worker } from "node:worker_threads";

/** A thread that ended has no id any more. */
const endedId = -1;

/** Lets a thread that was told to stop come to its own end; one that does not is ended in the middle of what it does. */
export async function endWorker(worker: Worker, graceMs = 2000): Promise<void> {
  if (worker.threadId === endedId) return;
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => worker.terminate().then(() => resolve(), resolve), graceMs);
  worker.once("exit", () => resolve());
  await ended;
  clearTimeout(timer);
}
