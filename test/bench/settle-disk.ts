import { spawnSync } from "node:child_process";

/** Writes out what earlier rounds left in the cache, so that it is not written out during the next measurement. */
export function settleDisk(): void {
  spawnSync("sync");
}
