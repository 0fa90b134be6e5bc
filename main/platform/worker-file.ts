import { existsSync } from "node:fs";

const workers = {
  database: new URL("./database/database-worker.ts", import.meta.url),
  demo: new URL("../demo/demo-worker.ts", import.meta.url),
  pinyin: new URL("../features/search/pinyin-worker.ts", import.meta.url),
} as const;

/** Where a worker thread's code lies: its source when we run from source, `<name>-worker.js` beside us in the build. */
export function workerFile(name: keyof typeof workers): URL {
  const source = workers[name];
  if (import.meta.url.endsWith(".ts") && existsSync(source)) return source;
  return new URL(`./${name}-worker.js`, import.meta.url);
}
