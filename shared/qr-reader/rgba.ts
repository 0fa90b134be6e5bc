import type { Grey } from "./grey.ts";
import type { Pixels } from "./pixels.ts";

/** For engines that take nothing but colour. */
export function rgbaOf({ width, height, data }: Grey): Pixels {
  const words = new Uint32Array(data.length);
  for (let at = 0; at < data.length; at++) words[at] = 0xff000000 | ((data[at] ?? 0) * 0x010101);
  return { width, height, data: new Uint8ClampedArray(words.buffer) };
}
