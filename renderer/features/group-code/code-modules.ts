import { create } from "qrcode";

/** The squares of a code: which are dark, row by row from the top left, without the quiet zone. */
export interface CodeModules {
  readonly size: number;
  isDark(row: number, column: number): boolean;
}

/** Light squares around a code, as the standard asks for. */
export const quietZone = 4;

const levels = ["H", "Q", "M", "L"] as const;

/** As much error correction as the text leaves room for: H reads even with a third of it covered. Throws past 2,953 bytes. */
export function codeModules(text: string): CodeModules {
  for (const errorCorrectionLevel of levels) {
    try {
      const { modules } = create(text, { errorCorrectionLevel });
      return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
    } catch (cause) {
      if (errorCorrectionLevel === "L") throw cause;
    }
  }
  throw new Error("no level of error correction was tried");
}

/** The dark squares as one SVG path, in units of a square, the quiet zone included. */
export function codePath({ size, isDark }: CodeModules): string {
  let path = "";
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!isDark(row, column)) continue;
      const from = column;
      while (column + 1 < size && isDark(row, column + 1)) column += 1;
      const width = column + 1 - from;
      path += `M${from + quietZone} ${row + quietZone}h${width}v1h-${width}z`;
    }
  }
  return path;
}

/** Squares across, the quiet zone included. */
export function fullSize({ size }: CodeModules): number {
  return size + 2 * quietZone;
}
