import { PNG } from "pngjs";
import QRCode from "qrcode";
import type { Pixels } from "../../shared/qr-reader/pixels.ts";

type Colour = readonly [red: number, green: number, blue: number];

export interface CodeSpot {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Width of the code with its quiet zone, in pixels. */
  readonly size: number;
  /** Light modules on a dark ground. */
  readonly isInverted?: boolean;
  /** Clockwise, about its middle. */
  readonly degrees?: number;
}

export interface PictureOptions {
  readonly width: number;
  readonly height: number;
  readonly isDark?: boolean;
  /** Rows of bubbles and text-like marks behind the codes. */
  readonly isChat?: boolean;
}

/** A picture with the codes drawn on it, as pixels. */
export function drawPicture(options: PictureOptions, codes: readonly CodeSpot[]): Pixels {
  const { width, height, isDark = false, isChat = false } = options;
  const pixels = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  fill(pixels, { x: 0, y: 0, width, height }, isDark ? [25, 25, 28] : [237, 237, 237]);
  if (isChat) drawChat(pixels, isDark);
  for (const code of codes) drawCode(pixels, code);
  return pixels;
}

/** One upright code filling the picture, with its quiet zone. */
export function codePicture(text: string, size = 240): Pixels {
  return drawPicture({ width: size, height: size }, [{ text, x: 0, y: 0, size }]);
}

export function toPng({ width, height, data }: Pixels): Buffer {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data);
  return PNG.sync.write(png);
}

function drawCode(pixels: Pixels, { text, x, y, size, isInverted = false, degrees = 0 }: CodeSpot): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const across = modules.size + 8;
  const angle = (-degrees * Math.PI) / 180;
  const middle = size / 2;
  const reach = degrees === 0 ? 0 : Math.ceil(size * 0.21);
  for (let row = -reach; row < size + reach; row++) {
    for (let column = -reach; column < size + reach; column++) {
      const [fromX, fromY] = [column + 0.5 - middle, row + 0.5 - middle];
      const turnedX = fromX * Math.cos(angle) - fromY * Math.sin(angle) + middle;
      const turnedY = fromX * Math.sin(angle) + fromY * Math.cos(angle) + middle;
      if (turnedX < 0 || turnedY < 0 || turnedX >= size || turnedY >= size) continue;
      const moduleX = Math.floor((turnedX * across) / size) - 4;
      const moduleY = Math.floor((turnedY * across) / size) - 4;
      const isInside = moduleX >= 0 && moduleY >= 0 && moduleX < modules.size && moduleY < modules.size;
      const isBlack = isInside && modules.get(moduleY, moduleX) === 1;
      set(pixels, x + column, y + row, isBlack === isInverted ? [255, 255, 255] : [0, 0, 0]);
    }
  }
}

function drawChat(pixels: Pixels, isDark: boolean): void {
  const ink: Colour = isDark ? [220, 220, 220] : [30, 30, 30];
  const bubble: Colour = isDark ? [44, 44, 48] : [255, 255, 255];
  for (let y = 40, row = 0; y + 60 < pixels.height; y += 110, row++) {
    const width = 160 + ((row * 97) % 200);
    const x = row % 2 === 0 ? 70 : Math.max(0, pixels.width - width - 70);
    fill(pixels, { x, y, width, height: 56 }, row % 2 === 0 ? bubble : [149, 236, 105]);
    for (let mark = 0; mark * 9 < width - 24; mark++) {
      const height = 6 + ((mark * 7 + row) % 9);
      fill(pixels, { x: x + 12 + mark * 9, y: y + 20 + ((mark * 5) % 4), width: 5, height }, ink);
    }
  }
}

function fill(pixels: Pixels, box: { x: number; y: number; width: number; height: number }, colour: Colour) {
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) set(pixels, x, y, colour);
  }
}

function set(pixels: Pixels, x: number, y: number, [red, green, blue]: Colour): void {
  if (x < 0 || y < 0 || x >= pixels.width || y >= pixels.height) return;
  pixels.data.set([red, green, blue, 255], (y * pixels.width + x) * 4);
}
