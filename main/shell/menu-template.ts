export type MenuRole =
  | "appMenu"
  | "close"
  | "quit"
  | "undo"
  | "redo"
  | "cut"
  | "copy"
  | "paste"
  | "selectAll"
  | "resetZoom"
  | "zoomIn"
  | "zoomOut"
  | "togglefullscreen"
  | "toggleDevTools"
  | "windowMenu";

export type MenuEntry =
  | { readonly role: MenuRole; readonly accelerator?: string; readonly visible?: boolean }
  | { readonly type: "separator" }
  | {
      readonly label: string;
      readonly accelerator: string;
      /** False: the accelerator is only shown; the window itself listens to the key. */
      readonly registerAccelerator: boolean;
      readonly click: () => void;
    }
  | { readonly label: string; readonly submenu: MenuEntry[] };

export interface MenuOptions {
  readonly platform: string;
  /** BCP 47; Chinese words for `zh…`, English for the rest. */
  readonly language: string;
  readonly onRefresh: () => void;
}

const words = {
  en: { file: "&File", edit: "&Edit", view: "&View", refresh: "Refresh" },
  zh: { file: "文件(&F)", edit: "编辑(&E)", view: "视图(&V)", refresh: "刷新" },
} as const;

/** The native menu: the system's own entries by role, and F5. Nothing in it reloads the page or opens another. */
export function menuTemplate({ platform, language, onRefresh }: MenuOptions): MenuEntry[] {
  const isMac = platform === "darwin";
  const text = language.toLowerCase().startsWith("zh") ? words.zh : words.en;
  const refresh = { label: text.refresh, click: onRefresh, registerAccelerator: false };
  return [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    { label: text.file, submenu: [{ role: isMac ? "close" : "quit" }] },
    {
      label: text.edit,
      submenu: [
        { role: "undo" },
        { role: "redo" },
        { type: "separator" },
        { role: "cut" },
        { role: "copy" },
        { role: "paste" },
        { role: "selectAll" },
      ],
    },
    {
      label: text.view,
      submenu: [
        { ...refresh, accelerator: "F5" },
        ...(isMac ? [{ ...refresh, accelerator: "Cmd+R" }] : []),
        { type: "separator" },
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomIn", accelerator: "CommandOrControl+=", visible: false },
        { role: "zoomOut" },
        { type: "separator" },
        { role: "togglefullscreen" },
        // Not its usual Ctrl+Shift+I: that opens the inbox.
        { role: "toggleDevTools", accelerator: "F12" },
      ],
    },
    ...(isMac ? [{ role: "windowMenu" } as const] : []),
  ];
}

/** F5, or the key by which this system reloads a page. */
export function isRefreshKey(
  key: { readonly key: string; readonly control: boolean; readonly meta: boolean; readonly shift: boolean },
  platform: string,
): boolean {
  const isCommand = platform === "darwin" ? key.meta : key.control;
  return key.key === "F5" || (key.key.toLowerCase() === "r" && isCommand && !key.shift);
}
