import { type Browser, type BrowserContext, chromium, type LaunchOptions } from "@playwright/test";

/** The system's Chromium, for tests and pictures. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch(ofSystem(options));
}

type ProfileOptions = Parameters<typeof chromium.launchPersistentContext>[1];

/** The same with a profile, whose caches what runs in it next finds filled. */
export function launchProfile(folder: string, options: ProfileOptions = {}): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, ofSystem(options));
}

function ofSystem<Options extends LaunchOptions>(options: Options): Options {
  const executablePath = process.env.QUNZHU_CHROMIUM ?? "/usr/lib/chromium/chromium";
  return { executablePath, ...options, args: ["--no-sandbox", ...(options.args ?? [])] };
}
