import { Worker } from "node:worker_threads";
import { AppError } from "../../../shared/errors.ts";
import { endWorker } from "../../platform/end-worker.ts";
import { workerFile } from "../../platform/worker-file.ts";

/** Says how names sound, outside main's thread. */
export interface PinyinThread {
  /** In the order of the names; "" for a name without Chinese. */
  sounds(names: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

const keptSounds = 20_000;

/** Starts with the first name that has Chinese in it; each name is worked out once. */
export function createPinyinThread(): PinyinThread {
  const known = new Map<string, string>();
  let worker: Worker | null = null;

  function ask(names: readonly string[]): Promise<readonly string[]> {
    worker ??= new Worker(workerFile("pinyin"), { execArgv: [] });
    const asked = worker;
    return new Promise((resolve, reject) => {
      const end = (cause: unknown) => {
        if (worker === asked) worker = null;
        reject(new AppError("internal", "the pinyin thread ended", { cause }));
      };
      asked.once("error", end);
      asked.once("exit", end);
      asked.once("message", (sounds: readonly string[]) => {
        asked.off("error", end);
        asked.off("exit", end);
        resolve(sounds);
      });
      asked.postMessage(names);
    });
  }

  return {
    async sounds(names) {
      if (known.size > keptSounds) known.clear();
      const unknown = [...new Set(names)].filter((name) => isChinese(name) && !known.has(name));
      if (unknown.length > 0) {
        // A thread that died holds nothing: the same names are asked of a new one, once.
        const heard = await ask(unknown).catch(() => ask(unknown));
        for (const [index, name] of unknown.entries()) known.set(name, heard[index] ?? "");
      }
      return names.map((name) => known.get(name) ?? "");
    },
    async close() {
      const ending = worker;
      worker = null;
      if (ending === null) return;
      ending.postMessage(null);
      await endWorker(ending);
    },
  };
}

/** Any Han character, also the rare ones beyond the first plane. */
function isChinese(name: string): boolean {
  return /\p{Script=Han}/u.test(name);
}
