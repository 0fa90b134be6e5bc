import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { type RenameOptions, renameOver } from "../platform/held-files.ts";

const Pixels = z.number().int().min(-100_000).max(100_000);

export const WindowState = z.object({
  bounds: z.object({ x: Pixels, y: Pixels, width: Pixels, height: Pixels }).nullable(),
  isMaximized: z.boolean(),
  /** Chromium's zoom level: 0 is 100 %. */
  zoomLevel: z.number().min(-4).max(6),
});
export type WindowState = z.infer<typeof WindowState>;

export const firstWindowState: WindowState = { bounds: null, isMaximized: false, zoomLevel: 0 };

/** How the window was last time. A missing or damaged file is no reason not to start: it counts as the first time. */
export async function readWindowState(file: string): Promise<WindowState> {
  try {
    return WindowState.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return firstWindowState;
  }
}

/** Whole or not at all: written beside and renamed over. */
export async function writeWindowState(
  file: string,
  state: WindowState,
  options: RenameOptions = {},
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(state));
  await renameOver(`${file}.new`, file, options);
}
