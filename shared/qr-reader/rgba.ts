import type { Grey } from "./grey.ts";

/** For engines that take nothing but colour. */
export function rgbaOf({ data }: Grey): Uint8ClampedArray<ArrayBuffer> {
  const words = new Uint32Array(data.length);
  for (let at = 0; at < data.length; at++) words[at] = 0xff000000 | ((data[at] ?? 0) * 0x010101);
  return new Uint8ClampedArray(words.buffer);
}
