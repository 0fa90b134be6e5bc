import { join } from "node:path";
import { AppError, toAppError } from "../../shared/errors.ts";
import { attachToApp } from "./chromium/app-targets.ts";
import { browserFlags } from "./chromium/browser-flags.ts";
import { type BrowserProcess, startBrowser } from "./chromium/browser-process.ts";
import {
  askForFolder,
  openPageCommand,
  showInFolderCommand,
  startDetached,
} from "./chromium/desktop-commands.ts";
import { findChromium } from "./chromium/find-chromium.ts";
import { freePath } from "./chromium/free-path.ts";
import { openPage, type Page } from "./chromium/page.ts";
import { copyTextInPage, pickFilesInPage } from "./chromium/page-dialogs.ts";
import { downloadsFolder, systemLanguage } from "./chromium/system-settings.ts";
import { relayToTest } from "./chromium/test-relay.ts";
import type { Ask } from "./message-box.ts";
import { pageOrigin } from "./own-page.ts";
import type { SecretStore, Shell, WindowDeps } from "./shell.ts";
import { isTestRun, observeDesktop, registerTestHook } from "./test-hooks.ts";
import { webPage } from "./web-page.ts";

export interface ChromiumShellOptions {
  readonly dataFolder: string;
  /** The built renderer. */
  readonly pageFolder: string;
  readonly secrets: SecretStore | Promise<SecretStore>;
  readonly ask: Ask;
  readonly log: (line: string) => void;
  readonly executable?: string | null;
}

/** The app in a system Chromium, driven over a pipe: for development, tests and computers without Electron. The browser starts at once. */
export async function createChromiumShell(options: ChromiumShellOptions): Promise<Shell> {
  const { dataFolder, pageFolder, log, executable = findChromium() } = options;
  const desktop = observeDesktop();
  let starting = executable === null ? null : startOnProfile(executable, dataFolder);
  // Told by openWindow; until then it must not count as unhandled.
  starting?.catch(() => undefined);
  const alone = standsAlone(starting);
  alone.catch(() => undefined);
  let page: Page | null = null;
  const openedPage = (): Page => {
    if (page === null) throw new AppError("internal", "no window is open");
    return page;
  };

  async function openOne(windowDeps: WindowDeps) {
    if (executable === null) throw new AppError("unsupported", "no Chromium, Chrome or Edge found");
    const browser = await (starting ?? startOnProfile(executable, dataFolder));
    starting = null;
    try {
      const target = await attachToApp(browser.pipe, log);
      const opened = await openPage({ pipe: browser.pipe, target, folder: pageFolder, windowDeps, log });
      page = opened;
      registerTestHook("closeWindowAsPerson", () => browser.close());
      if (isTestRun) await relayToTest(browser.pipe);
      return { ...opened, browser };
    } catch (cause) {
      await browser.close();
      const { code, message } = toAppError(cause);
      throw new AppError(code, [message, browser.lastWords()].filter(Boolean).join("\n"), { cause });
    }
  }

  return {
    kind: "chromium",
    systemLanguage: systemLanguage(),
    downloadsFolder: downloadsFolder(),
    secrets: await options.secrets,

    proxyFor: null,
    alone,
    async openWindow(windowDeps) {
      let window = await openOne(windowDeps);
      const closing = Promise.withResolvers<true>();
      let isClosing = false;
      // A browser's window is gone before anybody can be asked: one that shall stay is opened again.
      const untilClosed = async () => {
        for (;;) {
          await window.closed;
          await window.browser.close();
          if (isClosing) return;
          const isLeft = { hide: () => undefined, show: () => undefined };
          if (await Promise.race([windowDeps.mayClose?.(isLeft) ?? true, closing.promise])) return;
          window = await openOne(windowDeps);
        }
      };
      const closed = untilClosed();
      const close = async () => {
        isClosing = true;
        closing.resolve(true);
        await window.browser.close();
        await closed;
      };
      registerTestHook("closeWindow", close);
      return {
        send: (name, payload) => window.send(name, payload),
        focus: () => window.focus(),
        closed,
        close,
      };
    },

    async pickFiles() {
      return desktop.nextDialogAnswer() ?? pickFilesInPage(openedPage());
    },
    async pickFolder() {
      const answer = desktop.nextDialogAnswer();
      return answer === null ? askForFolder() : (answer[0] ?? null);
    },
    async pickSavePath(suggestedName) {
      const answer = desktop.nextDialogAnswer();
      if (answer !== null) return answer[0] ?? null;
      const folder = await askForFolder();
      return folder === null ? null : freePath(folder, suggestedName);
    },
    ask: options.ask,
    async showInFolder(path) {
      desktop.sawShownInFolder(path);
      if (!isTestRun) await startDetached(showInFolderCommand(path));
    },
    async openInBrowser(address) {
      const url = webPage(address);
      desktop.sawOpened(url);
      if (!isTestRun) await startDetached(openPageCommand(url));
    },
    async copyText(text) {
      if (!(await copyTextInPage(openedPage(), text)))
        throw new AppError("unsupported", "copying is not possible");
      desktop.sawCopied(text);
    },
    // The browser itself asks which screen or window, each time; only the camera needs a permission from us.
    async allowCapture(what) {
      if (what === "camera") await openedPage().allowCamera(true);
    },
    endCapture: () => openedPage().allowCamera(false),
  };
}

/** A browser ends before it answers anything where another one has the profile. */
async function standsAlone(starting: Promise<BrowserProcess> | null): Promise<void> {
  const browser = await starting;
  await browser?.pipe.send("Browser.getVersion").catch((cause: unknown) => {
    const words = ["the browser ended before its window opened", browser.lastWords()];
    throw new AppError("unsupported", words.filter(Boolean).join("\n"), { cause });
  });
}

export function profileFolderIn(dataFolder: string): string {
  return join(dataFolder, "chromium-profile");
}

/** Begun before anybody asks for the window: it takes longer than everything else at the start of the app. */
function startOnProfile(executable: string, dataFolder: string): Promise<BrowserProcess> {
  const profileFolder = profileFolderIn(dataFolder);
  const flags = browserFlags({
    profileFolder,
    url: `${pageOrigin.chromium}/index.html`,
    language: systemLanguage(),
    isHeadless: process.env.QUNZHU_HEADLESS === "1",
    isRoot: process.getuid?.() === 0,
    extra: isTestRun ? (process.env.QUNZHU_BROWSER_FLAGS ?? "").split("\n").filter(Boolean) : [],
  });
  return startBrowser(executable, flags, profileFolder);
}
