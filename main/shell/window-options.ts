import { type Bounds, smallestWindow } from "./window-bounds.ts";

export interface WindowOptionsInput {
  readonly bounds: Bounds;
  readonly preload: string;
  readonly isDark: boolean;
}

/** The window of the Electron shell. A page that were taken over could still do nothing but call the contract. */
export function windowOptions({ bounds, preload, isDark }: WindowOptionsInput) {
  return {
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: "Qunzhu",
    show: false, // Until the first paint: no white flash.
    backgroundColor: isDark ? "#1f1f1f" : "#ffffff",
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: true,
    },
  } as const;
}
