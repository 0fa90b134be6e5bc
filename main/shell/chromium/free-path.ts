import { existsSync } from "node:fs";
import { join } from "node:path";
import { numberedName, safeFileName } from "../../../shared/domain/safe-file-name.ts";

/** A path in the folder that nothing has yet: `name.ext`, else `name (2).ext` and so on. */
export function freePath(folder: string, name: string): string {
  const safe = safeFileName(name);
  for (let number = 1; ; number += 1) {
    const path = join(folder, numberedName(safe, number));
    if (!existsSync(path)) return path;
  }
}
