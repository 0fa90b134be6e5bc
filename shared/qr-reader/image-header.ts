import { type UnreadableReason, unreadableImage } from "./unreadable-image.ts";

export type ImageFormat = "png" | "jpeg" | "gif" | "webp" | "bmp" | "avif" | "svg";

export interface ImageHeader {
  readonly format: ImageFormat;
  /** As the file says, before any rotation; null where its header does not say it plainly. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

/** Above this a picture is reduced while it is decoded. */
export const comfortablePixels = 50_000_000;
/** Above this it is refused: a small file may claim any size, and decoding it would take all memory. */
export const maxPixels = 200_000_000;
export const maxImageBytes = 64 * 1024 * 1024;

/** What a picture says of itself in its first bytes. Throws AppError("unreadable_image") for what nobody should decode. */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) throw unreadableImage("empty");
  if (bytes.length > maxImageBytes) throw unreadableImage("too_large");
  const header = sniff(bytes);
  if (typeof header === "string") throw unreadableImage(header);
  const { size } = header;
  if (size !== null && (size.width === 0 || size.height === 0)) throw unreadableImage("empty");
  if (size !== null && size.width * size.height > maxPixels) throw unreadableImage("too_large");
  return header;
}

function sniff(bytes: Uint8Array): ImageHeader | UnreadableReason {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));
  const has = (length: number) => bytes.length >= length;
  if (word(1, 3) === "PNG") {
    return has(24) ? header("png", view.getUint32(16), view.getUint32(20)) : "broken";
  }
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return { format: "jpeg", size: jpegSize(view) };
  if (word(0, 4) === "GIF8") {
    return has(10) ? header("gif", view.getUint16(6, true), view.getUint16(8, true)) : "broken";
  }
  if (word(0, 2) === "BM") {
    return has(26)
      ? header("bmp", Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true)))
      : "broken";
  }
  if (word(0, 4) === "RIFF" && word(8, 4) === "WEBP")
    return { format: "webp", size: webpSize(view, word(12, 4)) };
  if (word(4, 4) === "ftyp") {
    const brands = word(8, Math.min(40, Math.max(0, bytes.length - 8)));
    if (brands.includes("avif") || brands.includes("avis")) return { format: "avif", size: avifSize(view) };
    return /hei[cfmsx]|hev[cmsx]|mif1|msf1/.test(brands) ? "heic" : "no_image";
  }
  return /^\uFEFF?\s*(?:<\?xml|<!--|<!doctype svg|<svg)/i.test(start(bytes)) && start(bytes).includes("<svg")
    ? { format: "svg", size: null }
    : "no_image";
}

function header(format: ImageFormat, width: number, height: number): ImageHeader {
  return { format, size: { width, height } };
}

function start(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 4096));
}

/** The frame header stands after a chain of segments, each with its length. */
function jpegSize(view: DataView): ImageHeader["size"] {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

function webpSize(view: DataView, chunk: string): ImageHeader["size"] {
  if (view.byteLength < 30) return null;
  if (chunk === "VP8X") {
    const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65536 + 1;
    return { width: three(24), height: three(27) };
  }
  if (chunk === "VP8L") {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (chunk !== "VP8 ") return null;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** The largest `ispe` (image spatial extents) property near the start of the file. */
function avifSize(view: DataView): ImageHeader["size"] {
  let size: ImageHeader["size"] = null;
  for (let at = 0; at + 16 <= Math.min(view.byteLength, 65536); at++) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (size === null || width * height > size.width * size.height) size = { width, height };
  }
  return size;
}
