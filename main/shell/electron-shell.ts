import { join } from "node:path";
import {
  app,
  BrowserWindow,
  clipboard,
  desktopCapturer,
  shell as desktopShell,
  dialog,
  type IpcMainInvokeEvent,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  type WebContents,
} from "electron";
import { safeFileName } from "../../shared/domain/safe-file-name.ts";
import { AppError } from "../../shared/errors.ts";
import type { EventName, EventPayload } from "../../shared/ipc/contract.ts";
import { askedFor, createCaptureGrants } from "./capture-grants.ts";
import { createDisplayMediaHandler, thumbnailSize } from "./capture-menu.ts";
import { createCrashPolicy } from "./crash-policy.ts";
import { downloadsOrHome } from "./data-folder.ts";
import { channels } from "./ipc-channels.ts";
import { isRefreshKey, menuTemplate } from "./menu-template.ts";
import type { Ask } from "./message-box.ts";
import { pageOrigin } from "./own-page.ts";
import { readPageFile } from "./page-files.ts";
import { createMemorySecrets } from "./secrets/memory-secrets.ts";
import { openSafeStorageSecrets } from "./secrets/safe-storage-secrets.ts";
import type { Sender, Shell, ShellWindow, WindowDeps } from "./shell.ts";
import { answeredByTest, isTestRun, observeDesktop, registerTestHook } from "./test-hooks.ts";
import { webPage } from "./web-page.ts";
import { placeWindow } from "./window-bounds.ts";
import { windowOptions } from "./window-options.ts";
import { readWindowState } from "./window-state.ts";
import { keepWindowState } from "./window-state-keeper.ts";

const grants = createCaptureGrants(pageOrigin.electron);
const scheme = new URL(pageOrigin.electron).protocol.slice(0, -1);

export interface ElectronShellOptions {
  readonly dataFolder: string;
  /** The built renderer. */
  readonly pageFolder: string;
  readonly preload: string;
  readonly log: (line: string) => void;
}

/** What must happen before Electron is ready. */
export function prepareElectron(dataFolder: string): void {
  app.setPath("userData", dataFolder);
  app.setPath("sessionData", join(dataFolder, "electron-profile"));
  app.enableSandbox();
  app.setAppUserModelId("com.qunzhu.desktop");
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  app.on("web-contents-created", (_event, contents) => confine(contents));
}

/** BCP 47, of the operating system. Once Electron is ready. */
export function systemLanguage(): string {
  return process.env.QUNZHU_LANGUAGE || app.getPreferredSystemLanguages()[0] || app.getLocale() || "en";
}

/** The system's own box: over the window where there is one to be seen, else by itself. */
export const askInElectron: Ask = answeredByTest(async (box, signal) => {
  const options = {
    type: box.kind,
    title: box.title,
    message: box.message,
    detail: box.detail,
    buttons: box.choices.map(({ label }) => label),
    defaultId: 0,
    cancelId: box.choices.findIndex(({ choice }) => choice === box.cancel),
    noLink: true,
    ...(signal && { signal }),
  };
  const window = BrowserWindow.getAllWindows().find((one) => one.isVisible());
  // Before there is a window, Linux wakes Electron so seldom that a click is heard up to half a minute late (electron#51049).
  const waking = setInterval(() => undefined, 100);
  try {
    const { response } = await (window === undefined
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(window, options));
    return box.choices[response]?.choice ?? box.cancel;
  } finally {
    clearInterval(waking);
  }
});

export async function openFolderInElectron(path: string): Promise<void> {
  const failure = await desktopShell.openPath(path);
  if (failure !== "") throw new AppError("unsupported", failure);
}

/** The system shuts down or the person logs out. What is kept from ending then counts as refusing it. Before any window is opened. */
export function onSystemEnd(listener: () => void): void {
  // macOS and Linux wait a moment for whoever asks; we end by ourselves within it.
  powerMonitor.on("shutdown", (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    listener();
  });
  // Windows tells each window, and waits for none.
  app.on("browser-window-created", (_event, window) => {
    window.once("query-session-end", listener);
    window.once("session-end", listener);
  });
}

/** Nothing leads a page away, opens another or embeds one. */
function confine(contents: WebContents): void {
  contents.on("will-navigate", (event) => event.preventDefault());
  contents.on("will-frame-navigate", (event) => event.preventDefault());
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

/** The page reaches our files and nothing else, whatever it is made to ask for. */
function confineSession(pageFolder: string): void {
  const { defaultSession } = session;
  // The session's check of spelling loads a dictionary from its vendor although no window uses it; of no language it loads none.
  defaultSession.setSpellCheckerLanguages([]);
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(grants.take(askedFor(permission, details))),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin, details) =>
    grants.wasGranted(askedFor(permission, { securityOrigin: origin, ...details })),
  );
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on("will-download", (event) => event.preventDefault());
  const allowed = new Set([`${scheme}:`, "devtools:", "blob:", "data:"]);
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !allowed.has(new URL(url).protocol) });
  });
  defaultSession.protocol.handle(scheme, async ({ url, method }) => {
    const isOurs = method === "GET" && new URL(url).host === new URL(pageOrigin.electron).host;
    const { status, headers, body } = await readPageFile(
      pageFolder,
      isOurs ? url : `${pageOrigin.electron}/-`,
    );
    return new Response(new Uint8Array(body), { status, headers });
  });
}

function senderOf({ senderFrame }: IpcMainInvokeEvent): Sender {
  // A frame that has gone meanwhile is nobody.
  return {
    origin: senderFrame?.origin ?? "",
    isTopFrame: senderFrame !== null && senderFrame.parent === null,
  };
}

/** The scheme can be handled once only, however often the app is started anew in this process. */
let isSessionConfined = false;

/** The product. To be called when Electron is ready. */
export async function createElectronShell(options: ElectronShellOptions): Promise<Shell> {
  const { dataFolder, pageFolder, log } = options;
  const desktop = observeDesktop();
  const file = join(dataFolder, "secrets.json");
  const secrets = await openSafeStorageSecrets({ safeStorage, file, platform: process.platform });
  const language = systemLanguage();
  const downloads = () => downloadsOrHome(() => app.getPath("downloads"));
  if (!isSessionConfined) confineSession(pageFolder);
  isSessionConfined = true;
  const answerDisplayMedia = createDisplayMediaHandler({
    grants,
    language,
    sources: () => desktopCapturer.getSources({ types: ["screen", "window"], thumbnailSize }),
    popUp: (items, callback) => Menu.buildFromTemplate(items).popup({ callback }),
    nextAnswer: desktop.nextDialogAnswer,
  });
  session.defaultSession.setDisplayMediaRequestHandler(answerDisplayMedia, { useSystemPicker: true });

  async function ask(properties: ("openFile" | "openDirectory" | "multiSelections" | "createDirectory")[]) {
    const answer = desktop.nextDialogAnswer();
    if (answer !== null) return answer;
    const window = BrowserWindow.getAllWindows()[0];
    const result = await (window === undefined
      ? dialog.showOpenDialog({ properties })
      : dialog.showOpenDialog(window, { properties }));
    return result.filePaths;
  }

  return {
    kind: "electron",
    systemLanguage: language,
    downloadsFolder: process.env.QUNZHU_DOWNLOADS || downloads(),
    secrets: secrets ?? createMemorySecrets(),
    proxyFor: (url) => session.defaultSession.resolveProxy(url),
    // The way in asked for Electron's own lock before anything else.
    alone: Promise.resolve(),
    openWindow: (deps) => openWindow({ ...options, ...deps, systemLanguage: language }),
    pickFiles: () => ask(["openFile", "multiSelections"]),
    pickFolder: async () => (await ask(["openDirectory", "createDirectory"]))[0] ?? null,
    async pickSavePath(suggestedName) {
      const answer = desktop.nextDialogAnswer();
      if (answer !== null) return answer[0] ?? null;
      const defaultPath = join(downloads(), safeFileName(suggestedName));
      const window = BrowserWindow.getAllWindows()[0];
      const result = await (window === undefined
        ? dialog.showSaveDialog({ defaultPath })
        : dialog.showSaveDialog(window, { defaultPath }));
      return result.canceled || result.filePath === "" ? null : result.filePath;
    },
    async showInFolder(path) {
      desktop.sawShownInFolder(path);
      // A test looks at what would be shown; the file manager of the machine it runs on is none of its business.
      if (!isTestRun) desktopShell.showItemInFolder(path);
    },
    async openInBrowser(address) {
      const url = webPage(address);
      desktop.sawOpened(url);
      if (!isTestRun) await desktopShell.openExternal(url);
    },
    ask: askInElectron,
    async copyText(text) {
      // A promise since Electron 44: what was copied is copied only then, and may fail.
      await clipboard.writeText(text);
      desktop.sawCopied(text);
    },
    allowCapture: async (what) => grants.allow(what),
    endCapture: async () => grants.end(),
  };

  async function openWindow(
    deps: WindowDeps & { readonly systemLanguage: string; readonly preload: string },
  ) {
    const stateFile = join(dataFolder, "window.json");
    const state = await readWindowState(stateFile);
    const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
    const bounds = placeWindow(state.bounds, screens);
    const { preload } = deps;
    const window = new BrowserWindow(
      windowOptions({ bounds, preload, isDark: nativeTheme.shouldUseDarkColors }),
    );
    const contents = window.webContents;
    const send = <N extends EventName>(name: N, payload: EventPayload<N>) => {
      if (!contents.isDestroyed()) contents.send(channels.event, name, payload);
    };
    const focus = () => {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    };
    let mayGo = false;
    let isAsking = false;
    window.on("close", (event) => {
      if (mayGo || deps.mayClose === undefined) return;
      event.preventDefault();
      if (isAsking) return;
      isAsking = true;
      deps
        .mayClose({
          hide(onBack) {
            window.hide();
            window.once("show", onBack);
          },
          show: focus,
        })
        .catch((cause: unknown) => {
          log(`quitting could not be asked about: ${String(cause)}`);
          return true;
        })
        .then((isAllowed) => {
          isAsking = false;
          mayGo = isAllowed;
          if (isAllowed && !window.isDestroyed()) window.close();
        });
    });
    const keeper = keepWindowState(stateFile, window, log);
    const onRefresh = () => send("shell.command", { command: "refresh" });
    const template = menuTemplate({ platform: process.platform, language: deps.systemLanguage, onRefresh });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    ipcMain.handle(channels.call, (event, name: unknown, input: unknown) =>
      deps.onCall(senderOf(event), name, input),
    );
    ipcMain.handle(channels.adopt, (event, path: unknown) => deps.onAdoptPath(senderOf(event), String(path)));
    contents.on("before-input-event", (event, input) => {
      if (input.type !== "keyDown" || !isRefreshKey(input, process.platform)) return;
      event.preventDefault();
      onRefresh();
    });
    reloadAfterCrash(window, deps, log);
    registerTestHook("pressKey", (keyCode) => {
      contents.sendInputEvent({ type: "keyDown", keyCode: String(keyCode) });
    });
    let isLoadNeeded = true;
    const needLoadNoMore = () => {
      isLoadNeeded = false;
    };
    contents.once("did-navigate", needLoadNoMore);
    window.once("close", needLoadNoMore);
    app.on("second-instance", focus);
    window.on("focus", () => send("shell.command", { command: "focus" }));
    window.once("ready-to-show", () => {
      if (state.isMaximized) window.maximize();
      window.show();
    });
    contents.on("did-finish-load", () => contents.setZoomLevel(state.zoomLevel));

    const closed = new Promise<void>((resolve) => window.once("closed", resolve)).then(async () => {
      app.off("second-instance", focus);
      ipcMain.removeHandler(channels.call);
      ipcMain.removeHandler(channels.adopt);
      await keeper.written();
    });
    const close = async () => {
      mayGo = true;
      if (!window.isDestroyed()) window.close();
      await closed;
    };
    registerTestHook("closeWindow", close);
    registerTestHook("crashPage", () => contents.forcefullyCrashRenderer());
    registerTestHook("closeWindowAsPerson", () => window.close());
    await window.loadURL(`${pageOrigin.electron}/index.html`).catch((cause: unknown) => {
      // What breaks off once our page is there, or the window is closing, is no failure to start.
      if (isLoadNeeded) throw cause;
    });
    return { send, focus, closed, close } satisfies ShellWindow;
  }
}

function reloadAfterCrash(window: BrowserWindow, deps: WindowDeps, log: (line: string) => void): void {
  const policy = createCrashPolicy();
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    const isReloaded = policy.shouldReload();
    log(`the page's process is gone (${reason})${isReloaded ? ", loading it again" : " again, closing"}`);
    deps.onCrash?.({ reason, isReloaded });
    if (isReloaded) window.webContents.reload();
    else window.close();
  });
}
