/** A picture in memory: RGBA, row by row, no padding; what a canvas gives. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Clockwise from the corner that is top left when the code is upright. */
export type Corners = readonly [Point, Point, Point, Point];

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The upright box around a code. */
export function boxAround(corners: readonly Point[]): Box {
  const xs = corners.map((corner) => corner.x);
  const ys = corners.map((corner) => corner.y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** How much of the smaller box lies in the other, 0 to 1. */
export function overlap(one: Box, two: Box): number {
  const width = Math.min(one.x + one.width, two.x + two.width) - Math.max(one.x, two.x);
  const height = Math.min(one.y + one.height, two.y + two.height) - Math.max(one.y, two.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.max(1, Math.min(one.width * one.height, two.width * two.height));
}

/** A part of the picture as grey RGBA, enlarged (or reduced) smoothly by `scale`, cut off at the edges. */
export function cut(image: Pixels, box: Box, scale: number): { readonly pixels: Pixels; readonly box: Box } {
  const x = Math.max(0, Math.floor(box.x));
  const y = Math.max(0, Math.floor(box.y));
  const inside = {
    x,
    y,
    width: Math.max(1, Math.min(image.width, Math.ceil(box.x + box.width)) - x),
    height: Math.max(1, Math.min(image.height, Math.ceil(box.y + box.height)) - y),
  };
  const width = Math.max(1, Math.round(inside.width * scale));
  const height = Math.max(1, Math.round(inside.height * scale));
  const grey = greyOf(image, inside);
  const data = new Uint8ClampedArray(width * height * 4);
  let at = 0;
  for (let row = 0; row < height; row++) {
    const sourceY = Math.min(inside.height - 1, Math.max(0, (row + 0.5) / scale - 0.5));
    const top = Math.floor(sourceY);
    const bottom = Math.min(inside.height - 1, top + 1);
    const down = sourceY - top;
    for (let column = 0; column < width; column++) {
      const sourceX = Math.min(inside.width - 1, Math.max(0, (column + 0.5) / scale - 0.5));
      const left = Math.floor(sourceX);
      const right = Math.min(inside.width - 1, left + 1);
      const along = sourceX - left;
      const upper =
        at2(grey, inside.width, left, top) * (1 - along) + at2(grey, inside.width, right, top) * along;
      const lower =
        at2(grey, inside.width, left, bottom) * (1 - along) + at2(grey, inside.width, right, bottom) * along;
      const value = upper * (1 - down) + lower * down;
      data[at] = value;
      data[at + 1] = value;
      data[at + 2] = value;
      data[at + 3] = 255;
      at += 4;
    }
  }
  return { pixels: { width, height, data }, box: inside };
}

function at2(grey: Uint8Array, width: number, x: number, y: number): number {
  return grey[y * width + x] ?? 0;
}

/** Brightness, with transparent parts on white as a person would see them. */
export function greyOf(image: Pixels, box: Box): Uint8Array {
  const grey = new Uint8Array(box.width * box.height);
  const { data } = image;
  let to = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    let from = (y * image.width + box.x) * 4;
    for (let x = 0; x < box.width; x++) {
      const brightness =
        ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 29) >> 8;
      const alpha = data[from + 3] ?? 255;
      grey[to] = alpha === 255 ? brightness : 255 - (((255 - brightness) * alpha) >> 8);
      to += 1;
      from += 4;
    }
  }
  return grey;
}
