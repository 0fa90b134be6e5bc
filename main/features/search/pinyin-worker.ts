import { parentPort } from "node:worker_threads";
import { pinyinTextOf } from "./pinyin-text.ts";

// Names in, their sounds out, in the same order, null to end: a thread of its own, because the dictionary takes its time.
parentPort?.on("message", (names: readonly string[] | null) => {
  if (names === null) parentPort?.close();
  else parentPort?.postMessage(names.map(pinyinTextOf));
});
