import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** A Chromium, Chrome or Edge on this computer: QUNZHU_CHROMIUM first, then the usual places; null where none is. */
export function findChromium(
  env: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string | null {
  const named = env.QUNZHU_CHROMIUM;
  if (named !== undefined && named !== "") return isExecutable(named) ? named : null;
  return usualPlaces(env, platform).find(isExecutable) ?? null;
}

function usualPlaces(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): readonly string[] {
  if (platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].flatMap((name) =>
      ["/", env.HOME ?? "/"].map((base) => join(base, "Applications", `${name}.app`, "Contents/MacOS", name)),
    );
  }
  if (platform === "win32") {
    const bases = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(
      (base) => base !== undefined,
    );
    const programs = [
      "Google\\Chrome\\Application\\chrome.exe",
      "Chromium\\Application\\chrome.exe",
      "Microsoft\\Edge\\Application\\msedge.exe",
    ];
    return programs.flatMap((program) => bases.map((base) => `${base}\\${program}`));
  }
  // The binary itself before the distribution's wrapper script in /usr/bin, which adds flags of its own.
  const direct = [
    "/usr/lib/chromium/chromium",
    "/usr/lib64/chromium-browser/chromium-browser",
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
  ];
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...direct, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
