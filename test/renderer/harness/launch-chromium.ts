import { type Browser, chromium, type LaunchOptions } from "@playwright/test";

/** The system's Chromium, for tests and pictures. */
export function launchChromium({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> {
  const executablePath = process.env.QUNZHU_CHROMIUM ?? "/usr/lib/chromium/chromium";
  return chromium.launch({ executablePath, args: ["--no-sandbox", ...args], ...options });
}
