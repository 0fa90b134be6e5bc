import { Worker } from "node:worker_threads";
import { AppError } from "../../shared/errors.ts";
import { endWorker } from "../platform/end-worker.ts";
import { workerFile } from "../platform/worker-file.ts";
import type { Demo, DemoFacts, DemoOptions } from "./demo-interface.ts";
import type { DemoRequestMessage, DemoWorkerMessage } from "./demo-messages.ts";
import type { DemoSnapshot } from "./demo-snapshot.ts";
import { removeStorageFolder } from "./storage/storage-folder.ts";

interface Waiting {
  resolve(value: DemoSnapshot | null): void;
  reject(cause: AppError): void;
}

/** The requests on their way to the worker; when it dies, all of them are told. */
class DemoWorkerClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #ended: AppError | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
  }

  hear(message: DemoWorkerMessage): void {
    if (!("id" in message)) return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ("error" in message) waiting?.reject(new AppError("internal", message.error));
    else waiting?.resolve(message.value);
  }

  end(cause: AppError): void {
    this.#ended = cause;
    for (const waiting of this.#waiting.values()) waiting.reject(cause);
    this.#waiting.clear();
  }

  get hasEnded(): boolean {
    return this.#ended !== null;
  }

  ask(make: (id: number) => DemoRequestMessage): Promise<DemoSnapshot | null> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(make(id));
    });
  }
}

function started(
  worker: Worker,
  client: DemoWorkerClient,
  onDeath: (cause: AppError) => void,
): Promise<DemoFacts> {
  let isStarted = false;
  const died = (cause: AppError) => {
    if (isStarted && !client.hasEnded) onDeath(cause);
    client.end(cause);
  };
  return new Promise((resolve, reject) => {
    worker.on("message", (message: DemoWorkerMessage) => {
      if ("started" in message) {
        isStarted = true;
        resolve(message.started);
      } else if ("failed" in message) reject(new AppError("internal", message.failed));
      else client.hear(message);
    });
    worker.on("error", (cause) => {
      const error = new AppError("internal", "the demo backend failed", { cause });
      died(error);
      reject(error);
    });
    worker.on("exit", () => {
      const error = new AppError("offline", "the demo backend has ended");
      died(error);
      reject(error);
    });
  });
}

/**
 * Starts the demo in a worker thread, so that it never slows the app down. Reaches "ready" in well under a second.
 * `onDeath`: the thread ended although nobody stopped it.
 */
export async function startDemoInWorker(
  options: DemoOptions = {},
  onDeath: (cause: AppError) => void = () => undefined,
): Promise<Demo> {
  const worker = new Worker(workerFile("demo"), { workerData: options });
  const client = new DemoWorkerClient(worker);
  let stopping: Promise<void> | null = null;
  const facts = await started(worker, client, (cause) => {
    if (stopping === null) onDeath(cause);
  });
  // A worker that is torn down with its process never gets to tidy up.
  const removeFolder = () => removeStorageFolder(facts.folder);
  process.once("exit", removeFolder);
  const stop = async () => {
    try {
      if (!client.hasEnded) await client.ask((id) => ({ id, ask: "stop" }));
    } finally {
      await endWorker(worker);
      process.off("exit", removeFolder);
      removeFolder();
    }
  };
  return {
    ...facts,
    control: async (command) => {
      await client.ask((id) => ({ id, ask: "control", command }));
    },
    inspect: async () => {
      const snapshot = await client.ask((id) => ({ id, ask: "inspect" }));
      if (snapshot === null) throw new AppError("internal", "the demo backend gave no snapshot");
      return snapshot;
    },
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
