import { create } from "qrcode";
import { png } from "./png.ts";

/** Light squares around a code, as the standard asks for. */
const quietZone = 4;

/** Whether each square of the code is dark, by row and column, the light rim included. */
function squaresOf(text: string) {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  const isDark = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < size && column < size && modules.get(row, column) === 1;
  return {
    side: size + 2 * quietZone,
    isDark: (row: number, column: number) => isDark(row - quietZone, column - quietZone),
  };
}

/** A code as a PNG, dark on light whatever the reader's colours. */
export function qrPng(text: string, pixelsPerSquare = 8): Buffer {
  const { side, isDark } = squaresOf(text);
  return png(side * pixelsPerSquare, (x, y) =>
    isDark(Math.floor(y / pixelsPerSquare), Math.floor(x / pixelsPerSquare)) ? [0, 0, 0] : [255, 255, 255],
  );
}

/** A code in block characters, two rows to a line, light where the terminal is dark: readers take both ways round. */
export function qrBlocks(text: string): string {
  const { side, isDark } = squaresOf(text);
  const lines: string[] = [];
  for (let row = 0; row < side; row += 2) {
    const line = Array.from({ length: side }, (_, column) => {
      const [upper, lower] = [isDark(row, column), isDark(row + 1, column)];
      return upper ? (lower ? " " : "▄") : lower ? "▀" : "█";
    });
    lines.push(line.join(""));
  }
  return lines.join("\n");
}
