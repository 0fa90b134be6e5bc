import type { Box, Pixels } from "./pixels.ts";
import { unreadableImage } from "./unreadable-image.ts";

/** Brightness only, one byte a pixel, row by row: what every stage works on. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Shares of red, green and blue, in 1024ths. */
export type Mix = readonly [red: number, green: number, blue: number];
/** To the last bit as zxing does it itself: in grain, one shade decides whether a code is read. */
export const brightness: Mix = [306, 601, 117];

/**
 * The picture as a person sees it on white paper; `mix` picks out one colour for codes that differ only in that.
 * Throws AppError("unreadable_image") for pixels that are not as many as width and height say.
 */
export function greyOf({ width, height, data }: Pixels, mix: Mix = brightness): Grey {
  if (data.length !== width * height * 4) throw unreadableImage("broken");
  const { buffer, byteOffset } = data.byteOffset % 4 === 0 ? data : data.slice();
  const words = new Int32Array(buffer, byteOffset, width * height);
  const grey = new Uint8Array(width * height);
  const [red, green, blue] = mix;
  for (let row = 0; row < height; row++) {
    const end = (row + 1) * width;
    let opaque = -1;
    for (let at = row * width; at < end; at++) {
      const word = words[at] ?? 0;
      opaque &= word;
      grey[at] =
        (Math.imul(word & 255, red) +
          Math.imul((word >> 8) & 255, green) +
          Math.imul((word >> 16) & 255, blue) +
          512) >>
        10;
    }
    // Few pictures have transparent parts: asking once a row is twice as fast as asking at every pixel.
    if (opaque >>> 24 !== 255) layOnWhite(words, grey, row * width, end);
  }
  return { width, height, data: grey };
}

function layOnWhite(words: Int32Array, grey: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end; at++) {
    const alpha = (words[at] ?? 0) >>> 24;
    grey[at] = 255 - Math.round(((255 - (grey[at] ?? 0)) * alpha) / 255);
  }
}

/** A part of the picture; what lies outside is left out. */
export function crop(image: Grey, box: Box): { readonly part: Grey; readonly x: number; readonly y: number } {
  const x = Math.min(image.width - 1, Math.max(0, Math.floor(box.x)));
  const y = Math.min(image.height - 1, Math.max(0, Math.floor(box.y)));
  const width = Math.max(1, Math.min(image.width, Math.ceil(box.x + box.width)) - x);
  const height = Math.max(1, Math.min(image.height, Math.ceil(box.y + box.height)) - y);
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * image.width + x;
    data.set(image.data.subarray(from, from + width), row * width);
  }
  return { part: { width, height, data }, x, y };
}

/** The mean of each `factor` × `factor` block; a rest at the right and bottom edge is dropped. */
export function reduced(image: Grey, factor: number): Grey {
  const width = Math.max(1, Math.floor(image.width / factor));
  const height = Math.max(1, Math.floor(image.height / factor));
  const data = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  const [across, down] = [Math.min(factor, image.width), Math.min(factor, image.height)];
  const area = across * down;
  for (let row = 0; row < height; row++) {
    sums.fill(0);
    for (let inner = 0; inner < down; inner++) {
      let from = (row * factor + inner) * image.width;
      for (let column = 0; column < width; column++) {
        let sum = 0;
        for (let left = across; left > 0; left--) sum += image.data[from++] ?? 0;
        sums[column] = (sums[column] ?? 0) + sum;
      }
    }
    for (let column = 0; column < width; column++) data[row * width + column] = (sums[column] ?? 0) / area;
  }
  return { width, height, data };
}
