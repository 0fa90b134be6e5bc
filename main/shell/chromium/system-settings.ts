import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The downloads folder as the desktop has it, else `Downloads` in the home folder. */
export function downloadsFolder(env: NodeJS.ProcessEnv = process.env): string {
  const home = homedir();
  if (env.QUNZHU_DOWNLOADS) return env.QUNZHU_DOWNLOADS;
  try {
    const config = readFileSync(join(env.XDG_CONFIG_HOME ?? join(home, ".config"), "user-dirs.dirs"), "utf8");
    const named = /^XDG_DOWNLOAD_DIR="(.+)"$/m.exec(config)?.[1];
    if (named !== undefined) return named.replace("$HOME", home);
  } catch {
    // Not every desktop has this file.
  }
  return join(home, "Downloads");
}

/** The language of the operating system as BCP 47; "en" where it has none. */
export function systemLanguage(env: NodeJS.ProcessEnv = process.env): string {
  if (env.QUNZHU_LANGUAGE) return env.QUNZHU_LANGUAGE;
  const locale = (env.LC_ALL || env.LC_MESSAGES || env.LANG || "").split(".")[0] ?? "";
  if (locale === "C" || locale === "POSIX") return "en";
  if (locale !== "") return locale.replace("_", "-");
  return Intl.DateTimeFormat().resolvedOptions().locale;
}
