import { parentPort } from "node:worker_threads";
import { pinyinTextOf } from "./pinyin-text.ts";

// Names in, their sounds out, in the same order: a thread of its own, because the dictionary takes its time.
parentPort?.on("message", (names: readonly string[]) => {
  parentPort?.postMessage(names.map(pinyinTextOf));
});
