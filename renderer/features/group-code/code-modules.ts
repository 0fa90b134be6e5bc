import { create, type QRCode } from "qrcode";

/** The squares of a code: which are dark, row by row from the top left, without the quiet zone. */
export interface CodeModules {
  readonly size: number;
  /** Squares across that are left white in the middle, for a picture; 0 where there is no room for one. */
  readonly plate: number;
  isDark(row: number, column: number): boolean;
}

/** Light squares around a code, as the standard asks for. */
export const quietZone = 4;

const levels = ["H", "Q", "M", "L"] as const;
const largestVersion = 40;
const smallestPlate = 7;
/** Of a code's width: some 5 % of its squares, while level H makes good for 30 % of what they say. */
const largestShare = 0.22;

/**
 * As much error correction as the text leaves room for: H reads even with a third of it covered. With a plate wanted
 * the code may grow, until its middle is free of the marks a reader looks for. Throws past 2,953 bytes.
 */
export function codeModules(text: string, { hasPlate = false } = {}): CodeModules {
  for (const errorCorrectionLevel of levels) {
    try {
      const code = create(text, { errorCorrectionLevel });
      return (hasPlate && errorCorrectionLevel === "H" && withPlate(text, code)) || modulesOf(code, 0);
    } catch (cause) {
      if (errorCorrectionLevel === "L") throw cause;
    }
  }
  throw new Error("no level of error correction was tried");
}

function withPlate(text: string, smallest: QRCode): CodeModules | null {
  for (let version = smallest.version; version <= largestVersion; version += 1) {
    const code = create(text, { errorCorrectionLevel: "H", version });
    const plate = freeMiddle(code);
    if (plate >= smallestPlate) return modulesOf(code, plate);
  }
  return null;
}

/** How wide a square around the middle may be that covers only squares that carry the text. */
function freeMiddle({ modules }: QRCode): number {
  const middle = (modules.size - 1) / 2;
  let free = 0;
  for (let reach = 0; 2 * reach + 1 <= modules.size * largestShare; reach += 1) {
    for (let at = middle - reach; at <= middle + reach; at += 1) {
      const [near, far] = [middle - reach, middle + reach];
      const ring = [modules.isReserved(near, at), modules.isReserved(far, at)];
      ring.push(modules.isReserved(at, near), modules.isReserved(at, far));
      if (ring.some(Boolean)) return free;
    }
    free = 2 * reach + 1;
  }
  return free;
}

function modulesOf({ modules }: QRCode, plate: number): CodeModules {
  const { size } = modules;
  const reach = (plate - 1) / 2;
  const middle = (size - 1) / 2;
  return {
    size,
    plate,
    isDark(row, column) {
      const [down, across] = [Math.abs(row - middle), Math.abs(column - middle)];
      // The plate is round at its corners: their four squares stay.
      const isOnPlate = plate > 0 && down <= reach && across <= reach && down + across < 2 * reach;
      return !isOnPlate && modules.get(row, column) === 1;
    },
  };
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

/** Where a picture goes on the plate, in the units of the path: a white rim is left around it. */
export function picturePlace(modules: CodeModules): { readonly at: number; readonly side: number } {
  const side = modules.plate - 1.5;
  return { at: (fullSize(modules) - side) / 2, side };
}
