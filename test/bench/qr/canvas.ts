import type { Pixels } from "../../../shared/qr-reader/pixels.ts";

export type Colour = readonly [red: number, green: number, blue: number];

export function blank(width: number, height: number, colour: Colour): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  new Uint32Array(data.buffer).fill(word(colour));
  return { width, height, data };
}

export function fillRect(
  on: Pixels,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: Colour,
): void {
  const words = new Uint32Array(on.data.buffer);
  const [left, right] = [Math.max(0, Math.round(x)), Math.min(on.width, Math.round(x + width))];
  if (right <= left) return;
  for (let row = Math.max(0, Math.round(y)); row < Math.min(on.height, Math.round(y + height)); row++) {
    words.fill(word(colour), row * on.width + left, row * on.width + right);
  }
}

export function fillDisc(on: Pixels, x: number, y: number, radius: number, colour: Colour): void {
  for (let row = Math.ceil(y - radius); row <= y + radius; row++) {
    const half = Math.sqrt(Math.max(0, radius * radius - (row - y) ** 2));
    fillRect(on, x - half, row, 2 * half, 1, colour);
  }
}

/** `share` of the colour over what is there. */
export function blend(on: Pixels, x: number, y: number, colour: Colour, share: number): void {
  if (x < 0 || y < 0 || x >= on.width || y >= on.height) return;
  const at = (y * on.width + x) * 4;
  for (let channel = 0; channel < 3; channel++) {
    const under = on.data[at + channel] ?? 0;
    on.data[at + channel] = under + ((colour[channel] ?? 0) - under) * share;
  }
}

function word([red, green, blue]: Colour): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
