import { homedir } from "node:os";
import { posix, resolve, win32 } from "node:path";

/** Where the app keeps its data: QUNZHU_DATA, else the folder that Electron itself would choose on this system. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const home = homedir();
  const { join } = platform === "win32" ? win32 : posix;
  if (env.QUNZHU_DATA) return resolve(env.QUNZHU_DATA);
  if (platform === "darwin") return join(home, "Library", "Application Support", "Qunzhu");
  if (platform === "win32") return join(env.APPDATA ?? join(home, "AppData", "Roaming"), "Qunzhu");
  return join(env.XDG_CONFIG_HOME ?? join(home, ".config"), "Qunzhu");
}

/** `--data DIR` among the arguments of the app; undefined where it is not. */
export function dataArgument(args: readonly string[]): string | undefined {
  const value = args[args.indexOf("--data") + 1];
  return args.includes("--data") && value !== undefined ? resolve(value) : undefined;
}
