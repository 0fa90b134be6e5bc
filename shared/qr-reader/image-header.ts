import { avifSize, bmpSize, gifSize, type ImageSize, jpegSize, svgSize, webpSize } from "./image-size.ts";
import { type UnreadableReason, unreadableImage } from "./unreadable-image.ts";

export type ImageFormat = "png" | "jpeg" | "gif" | "webp" | "bmp" | "avif" | "svg";

export interface ImageHeader {
  readonly format: ImageFormat;
  /** As the file says, before any rotation. */
  readonly size: ImageSize;
}

/** Above this a picture is reduced, a JPEG already while it is decoded. */
export const comfortablePixels = 50_000_000;
/** Above this it is refused: a small file may claim any size, and decoding it would take all memory. */
export const maxPixels = 100_000_000;
/** What the largest cameras make; a JPEG never has to be in memory at its full size. */
export const maxJpegPixels = 201_000_000;
export const maxImageBytes = 64 * 1024 * 1024;
/** A page has to draw these on its own thread. */
export const maxSvgBytes = 4 * 1024 * 1024;
/** Enough of an SVG to know it and its size. */
export const svgHeadBytes = 65_536;

/** A drawing has no pixels of its own: at least and at most this many along its longer side. */
const drawnSides = { least: 1200, most: 4096 } as const;

/**
 * What a picture says of itself; what it is called does not count. Needs the whole file, except of an SVG.
 * Throws AppError("unreadable_image") for what nobody should decode.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) throw unreadableImage("empty");
  if (bytes.length > maxImageBytes) throw unreadableImage("too_large");
  const header = sniff(bytes);
  if (typeof header === "string") throw unreadableImage(header);
  const { format, size } = header;
  const pixels = size.width * size.height;
  if (pixels === 0) throw unreadableImage("empty");
  const isTooLarge =
    format === "svg" ? bytes.length > maxSvgBytes : pixels > (format === "jpeg" ? maxJpegPixels : maxPixels);
  if (isTooLarge) throw unreadableImage("too_large");
  return header;
}

/** The size at which a picture is decoded, before any rotation; the same in the window and on the command line. */
export function decodedSize({ format, size: { width, height } }: ImageHeader): ImageSize {
  if (format === "svg") {
    const longer = Math.max(width, height);
    const scale = Math.min(drawnSides.most, Math.max(drawnSides.least, longer)) / longer;
    return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  }
  const scale = Math.min(1, Math.sqrt(comfortablePixels / (width * height)));
  if (scale === 1) return { width, height };
  // A JPEG decoder reduces by eighths, at no cost.
  if (format === "jpeg") {
    const eighths = Math.max(1, Math.floor(scale * 8)) / 8;
    return { width: Math.ceil(width * eighths), height: Math.ceil(height * eighths) };
  }
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** TIFF in both byte orders, Photoshop, icons, JPEG XL bare and boxed, JPEG 2000. */
const otherPictures = [
  "II*\0",
  "MM\0*",
  "8BPS",
  "\0\0\u0001\0",
  "\xff\n",
  "\0\0\0\fJXL ",
  "\0\0\0\fjP  ",
] as const;

function sniff(bytes: Uint8Array): ImageHeader | UnreadableReason {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));
  if (word(1, 3) === "PNG") return header("png", pngSize(view));
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return header("jpeg", jpegSize(view));
  if (word(0, 4) === "GIF8") return header("gif", gifSize(view));
  if (word(0, 2) === "BM") return header("bmp", bmpSize(view));
  if (word(0, 4) === "RIFF" && word(8, 4) === "WEBP") return header("webp", webpSize(view, word(12, 4)));
  if (word(4, 4) === "ftyp") {
    const brands = word(8, Math.min(40, Math.max(0, bytes.length - 8)));
    if (brands.includes("avif") || brands.includes("avis")) return header("avif", avifSize(view));
    return /hei[cfmsx]|hev[cmsx]|mif1|msf1/.test(brands) ? "heic" : "no_image";
  }
  if (otherPictures.some((beginning) => word(0, beginning.length) === beginning)) return "unsupported";
  const text = new TextDecoder().decode(bytes.subarray(0, svgHeadBytes));
  const isSvg = /^\uFEFF?\s*(?:<\?xml|<!--|<!doctype svg|<svg)/i.test(text) && text.includes("<svg");
  return isSvg ? header("svg", svgSize(text)) : "no_image";
}

function header(format: ImageFormat, size: ImageSize | null): ImageHeader | UnreadableReason {
  return size === null ? "broken" : { format, size };
}

function pngSize(view: DataView): ImageSize | null {
  return view.byteLength < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) };
}
