import { bmpSize } from "../../../shared/qr-reader/image-size.ts";
import type { Pixels } from "../../../shared/qr-reader/pixels.ts";
import { indexRows } from "./bmp-rows.ts";

/** Which bits of a pixel's value are a colour: so many from `shift` on, `top` when all are set. */
interface Channel {
  readonly shift: number;
  readonly top: number;
}

/** Red, green, blue and alpha where the file does not say it otherwise. */
const usualMasks: Readonly<Record<number, readonly number[]>> = {
  16: [0x7c00, 0x03e0, 0x001f, 0],
  24: [0xff0000, 0x00ff00, 0x0000ff, 0],
  32: [0xff0000, 0x00ff00, 0x0000ff, 0],
};

/** A Windows bitmap of any depth, RLE too; alpha only where the file names it. Throws a RangeError for a damaged one. */
export function decodeBmp(bytes: Uint8Array): Pixels {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bmpSize(view);
  if (size === null) throw new RangeError("the header is cut off");
  const { width, height } = size;
  const headerBytes = view.getUint32(14, true);
  const isOld = headerBytes === 12;
  const depth = view.getUint16(isOld ? 24 : 28, true);
  const compression = isOld ? 0 : view.getUint32(30, true);
  const start = view.getUint32(10, true);
  const rowBytes = Math.ceil((width * depth) / 32) * 4;
  const isRunLength = compression === 1 || compression === 2;
  // Before room is made for what the file only claims to hold.
  if (!isRunLength && start + rowBytes * height > bytes.length)
    throw new RangeError("the pixels are cut off");

  const pixels = new Uint32Array(width * height);
  const isUpsideDown = isOld || view.getInt32(22, true) > 0;
  const rowStart = (row: number) => (isUpsideDown ? height - 1 - row : row) * width;
  if (depth <= 8) {
    const palette = readPalette(view, 14 + headerBytes, isOld ? 3 : 4, start, depth);
    indexRows(view, { start, width, height, depth, compression }, (x, row, index) => {
      pixels[rowStart(row) + x] = palette[index] ?? packed(0, 0, 0, 255);
    });
  } else {
    const colour = colourReader(channelsOf(view, depth, compression, headerBytes));
    for (let row = 0; row < height; row++) {
      const to = rowStart(row);
      for (let x = 0, at = start + row * rowBytes; x < width; x++, at += depth / 8) {
        const high = depth === 16 ? 0 : depth === 24 ? view.getUint8(at + 2) : view.getUint16(at + 2, true);
        pixels[to + x] = colour(view.getUint16(at, true) + high * 65536);
      }
    }
  }
  return { width, height, data: new Uint8ClampedArray(pixels.buffer) };
}

function packed(red: number, green: number, blue: number, alpha: number): number {
  return (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0;
}

/** Blue first, and as many colours as there is room for before the pixels. */
function readPalette(
  view: DataView,
  from: number,
  step: number,
  end: number,
  depth: number,
): readonly number[] {
  const count = Math.max(0, Math.min(2 ** depth, Math.floor((end - from) / step)));
  return Array.from({ length: count }, (_, index) => {
    const at = from + index * step;
    return packed(view.getUint8(at + 2), view.getUint8(at + 1), view.getUint8(at), 255);
  });
}

/** Masks of the file's own stand behind the first 40 bytes of its header; the alpha one only in the longer headers. */
function channelsOf(
  view: DataView,
  depth: number,
  compression: number,
  headerBytes: number,
): readonly Channel[] {
  const usual = usualMasks[depth];
  if (usual === undefined || ![0, 3, 6].includes(compression)) throw new RangeError("unknown kind of bitmap");
  const own = compression === 0 ? 0 : compression === 6 || headerBytes >= 56 ? 4 : 3;
  return usual.map((mask, index) => channelOf(index < own ? view.getUint32(54 + index * 4, true) : mask));
}

function channelOf(mask: number): Channel {
  const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
  return { shift, top: mask >>> shift };
}

function colourReader(channels: readonly Channel[]): (value: number) => number {
  const [red, green, blue, alpha] = channels;
  const part = (value: number, channel: Channel | undefined, otherwise: number) =>
    channel === undefined || channel.top === 0
      ? otherwise
      : Math.round((((value >>> channel.shift) & channel.top) * 255) / channel.top);
  return (value) =>
    packed(part(value, red, 0), part(value, green, 0), part(value, blue, 0), part(value, alpha, 255));
}
