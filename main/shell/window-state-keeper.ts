import type { Bounds } from "./window-bounds.ts";
import { type WindowState, writeWindowState } from "./window-state.ts";

/** The part of Electron's window that is looked at. */
export interface ObservedWindow {
  on(event: "resize" | "move" | "maximize" | "unmaximize" | "close", listener: () => void): unknown;
  getNormalBounds(): Bounds;
  isMaximized(): boolean;
  readonly webContents: { getZoomLevel(): number };
}

export interface WindowStateKeeper {
  /** Resolves when the last state is on the disk. */
  written(): Promise<void>;
}

/** Writes the window's place a moment after each change, and once more when it closes. */
export function keepWindowState(
  file: string,
  window: ObservedWindow,
  log: (line: string) => void,
  settleMs = 500,
): WindowStateKeeper {
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const write = () => {
    const { x, y, width, height } = window.getNormalBounds();
    const state: WindowState = {
      bounds: { x, y, width, height },
      isMaximized: window.isMaximized(),
      zoomLevel: window.webContents.getZoomLevel(),
    };
    writing = writing
      .then(() => writeWindowState(file, state))
      .catch((cause: unknown) => log(`the window's place was not kept: ${String(cause)}`));
  };
  const writeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(write, settleMs);
  };
  window.on("resize", writeSoon);
  window.on("move", writeSoon);
  window.on("maximize", writeSoon);
  window.on("unmaximize", writeSoon);
  window.on("close", () => {
    clearTimeout(timer);
    write();
  });
  return { written: () => writing };
}
