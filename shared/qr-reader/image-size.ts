export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** The frame header stands after a chain of segments, each with its length. */
export function jpegSize(view: DataView): ImageSize | null {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

/** The screen, or the first frame where that is larger: decoders make room for both. */
export function gifSize(view: DataView): ImageSize | null {
  if (view.byteLength < 13) return null;
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const flags = view.getUint8(10);
  let at = 13 + (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  while (at + 10 <= view.byteLength) {
    if (view.getUint8(at) === 0x2c) {
      return {
        width: Math.max(screen.width, view.getUint16(at + 5, true)),
        height: Math.max(screen.height, view.getUint16(at + 7, true)),
      };
    }
    if (view.getUint8(at) !== 0x21) break;
    at += 2;
    // Parts of an extension, each with its length; the last has none.
    while (at < view.byteLength && view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
    at += 1;
  }
  return screen;
}

export function bmpSize(view: DataView): ImageSize | null {
  if (view.byteLength < 26) return null;
  // The oldest header counts in 16 bits.
  if (view.getUint32(14, true) === 12)
    return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

export function webpSize(view: DataView, chunk: string): ImageSize | null {
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
export function avifSize(view: DataView): ImageSize | null {
  let size: ImageSize | null = null;
  for (let at = 0; at + 16 <= Math.min(view.byteLength, 65536); at++) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (size === null || width * height > size.width * size.height) size = { width, height };
  }
  return size;
}

/** CSS pixels of a unit; what depends on a page (%, em) is not here. */
const unitPixels: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
};

/** By width and height of its root, or by its viewBox; what browsers take where it says nothing is 300 × 150. */
export function svgSize(text: string): ImageSize {
  const tag = /<svg\b[^>]*/i.exec(text)?.[0] ?? "";
  const attribute = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? "";
  const [width, height] = [lengthOf(attribute("width")), lengthOf(attribute("height"))];
  const box = attribute("viewBox")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [boxWidth = 0, boxHeight = 0] = box.length === 4 ? box.slice(2) : [];
  const hasBox = boxWidth > 0 && boxHeight > 0;
  if (width !== null && height !== null) return { width, height };
  if (!hasBox) return { width: width ?? 300, height: height ?? 150 };
  if (width !== null) return { width, height: (width * boxHeight) / boxWidth };
  if (height !== null) return { width: (height * boxWidth) / boxHeight, height };
  return { width: boxWidth, height: boxHeight };
}

function lengthOf(text: string): number | null {
  const [, digits, unit = ""] = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z%]*)\s*$/i.exec(text) ?? [];
  const factor = unitPixels[unit.toLowerCase()];
  return digits === undefined || factor === undefined ? null : Number(digits) * factor;
}
