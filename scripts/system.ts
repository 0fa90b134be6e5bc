import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { findChromium } from "../main/shell/chromium/find-chromium.ts";

const root = path.dirname(import.meta.dirname);

/** Electron's executable, or null when it is not here. Never fetches anything. */
export function findElectron(): string | null {
  const name =
    process.platform === "win32"
      ? "electron.exe"
      : process.platform === "darwin"
        ? "Electron.app/Contents/MacOS/Electron"
        : "electron";
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(root, "node_modules", "electron", "dist");
  const executable = path.join(dist, name);
  return existsSync(executable) ? executable : null;
}

const isDebianRoot = () => existsSync("/etc/debian_version") && process.getuid?.() === 0;
const has = (command: string) =>
  spawnSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" }).status === 0;
const hasChineseFont = () =>
  !has("fc-list") || spawnSync("fc-list", [":lang=zh", "family"], { encoding: "utf8" }).stdout.trim() !== "";

/**
 * A Chromium-family browser, with what a screenshot needs beside it. On Debian as root it is installed;
 * elsewhere the error says what to install.
 */
export function ensureChromium(): string {
  const isComplete = () =>
    findChromium() !== null && (process.platform !== "linux" || (has("xvfb-run") && hasChineseFont()));
  if (!isComplete() && isDebianRoot()) {
    console.error("Installing chromium, xvfb and a Chinese font (once) …");
    const packages = [
      "chromium",
      "xvfb",
      "xauth",
      "fonts-wqy-zenhei",
      "fonts-noto-color-emoji",
      "fontconfig",
    ];
    const script = `apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${packages.join(" ")}`;
    const result = spawnSync("sh", ["-c", script], { stdio: ["ignore", "ignore", "inherit"] });
    if (result.status !== 0) console.error("apt-get could not install them; see above.");
  }
  const browser = findChromium();
  if (browser) return browser;
  throw new Error(
    "No Chromium-family browser found. Install Chromium, Chrome or Edge, or name one in QUNZHU_CHROMIUM, and run this again.",
  );
}

/** Can a window be shown here? */
export function hasDisplay(): boolean {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
