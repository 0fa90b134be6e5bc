import type { Grey } from "./grey.ts";

/** The mean over a square of 2 × radius + 1 pixels a side; the edge repeats. */
export function boxBlurred({ width, height, data }: Grey, radius: number): Grey {
  const share = 1 / (2 * radius + 1);
  const wide = new Uint8Array(width * height);
  const padded = new Uint8Array(width + 2 * radius + 1);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    padded.fill(data[start] ?? 0, 0, radius);
    padded.set(data.subarray(start, start + width), radius);
    padded.fill(data[start + width - 1] ?? 0, radius + width);
    let sum = 0;
    for (let at = 0; at < 2 * radius; at++) sum += padded[at] ?? 0;
    for (let at = 0; at < width; at++) {
      sum += padded[at + 2 * radius] ?? 0;
      wide[start + at] = sum * share + 0.5;
      sum -= padded[at] ?? 0;
    }
  }
  return { width, height, data: meanOfRows(wide, width, height, radius) };
}

/** Row by row, as memory lies: much faster than column by column. */
function meanOfRows(
  from: Uint8Array,
  width: number,
  height: number,
  radius: number,
): Uint8Array<ArrayBuffer> {
  const share = 1 / (2 * radius + 1);
  const to = new Uint8Array(from.length);
  const sums = new Uint32Array(width);
  const add = (row: number, sign: 1 | -1) => {
    const start = Math.min(height - 1, Math.max(0, row)) * width;
    for (let at = 0; at < width; at++) sums[at] = (sums[at] ?? 0) + sign * (from[start + at] ?? 0);
  };
  for (let row = -radius; row < radius; row++) add(row, 1);
  for (let row = 0; row < height; row++) {
    add(row + radius, 1);
    const start = row * width;
    for (let at = 0; at < width; at++) to[start + at] = (sums[at] ?? 0) * share + 0.5;
    add(row - radius, -1);
  }
  return to;
}

/** Twice blurred comes close to a lens out of focus. */
export function softened(image: Grey, radius: number): Grey {
  return boxBlurred(boxBlurred(image, radius), radius);
}

/** Undoes blur of about `radius` pixels: adds `amount` times what blurring takes away. */
export function sharpened(image: Grey, radius: number, amount: number): Grey {
  const soft = softened(image, radius).data;
  const data = new Uint8ClampedArray(image.data.length);
  for (let at = 0; at < data.length; at++) {
    const here = image.data[at] ?? 0;
    data[at] = here + amount * (here - (soft[at] ?? 0));
  }
  return { ...image, data: new Uint8Array(data.buffer) };
}

/** Spreads the brightness that most pixels have over the whole range. */
export function stretched(image: Grey): Grey {
  const counts = new Uint32Array(256);
  for (const value of image.data) counts[value] = (counts[value] ?? 0) + 1;
  const rare = image.data.length / 100;
  let [low, high] = [0, 255];
  for (let sum = counts[0] ?? 0; sum < rare && low < 255; sum += counts[low] ?? 0) low += 1;
  for (let sum = counts[255] ?? 0; sum < rare && high > 0; sum += counts[high] ?? 0) high -= 1;
  if (high <= low) return image;
  const table = Uint8ClampedArray.from(counts, (_, value) => ((value - low) * 255) / (high - low));
  return { ...image, data: image.data.map((value) => table[value] ?? 0) };
}

/** Black or white by the mean around each pixel: evens out uneven light. */
export function evened(image: Grey, radius: number): Grey {
  const mean = boxBlurred(image, radius).data;
  const data = new Uint8ClampedArray(image.data.length);
  for (let at = 0; at < data.length; at++) data[at] = 128 + 4 * ((image.data[at] ?? 0) - (mean[at] ?? 0));
  return { ...image, data: new Uint8Array(data.buffer) };
}
