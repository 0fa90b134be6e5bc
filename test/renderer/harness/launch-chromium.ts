import { type Browser, type BrowserContext, chromium, type LaunchOptions } from "@playwright/test";
import { unusedFeatures } from "../../../main/shell/chromium/browser-flags.ts";
import { findChromium } from "../../../main/shell/chromium/find-chromium.ts";

/** The system's Chromium, for tests and pictures. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch(ofSystem(options));
}

type ProfileOptions = Parameters<typeof chromium.launchPersistentContext>[1];

/** The same with a profile, whose caches what runs in it next finds filled. */
export function launchProfile(folder: string, options: ProfileOptions = {}): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, ofSystem(options));
}

/** The last list of features counts, so those that Playwright itself switches off for the sake of its tests stand here again. */
const disabledFeatures = [
  ...unusedFeatures,
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "PaintHolding",
  "PreconnectToSearch",
];

function ofSystem<Options extends LaunchOptions>(options: Options): Options {
  const executablePath = findChromium() ?? undefined;
  const args = ["--no-sandbox", `--disable-features=${disabledFeatures.join()}`, ...(options.args ?? [])];
  return { executablePath, ...options, args };
}
