import { inflateSync } from "node:zlib";
import { comfortablePixels } from "../../../shared/qr-reader/image-header.ts";
import type { Pixels } from "../../../shared/qr-reader/pixels.ts";

interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
}

/** Samples of a pixel by colour type: grey, RGB, palette, grey and alpha, RGBA. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** The pixels of an ordinary PNG; null for interlaced, huge or damaged ones, which another decoder may take. */
export function decodePng(bytes: Uint8Array): Pixels | null {
  const chunks = readChunks(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const header = headerOf(chunks.get("IHDR"));
  const channels = channelsOf[header?.colour ?? -1];
  if (header === null || channels === undefined || header.width * header.height > comfortablePixels)
    return null;
  const rowBytes = Math.ceil((header.width * channels * header.depth) / 8);
  const length = (rowBytes + 1) * header.height;
  const rows = inflated(chunks.get("IDAT"), length);
  if (rows === null || rows.length < length) return null;
  unfilter(rows, header.height, rowBytes, Math.max(1, (channels * header.depth) >> 3));
  return toPixels(rows, header, rowBytes, channels, chunks.get("PLTE"));
}

/** All chunks of a kind joined; only the kinds that appear before the end or the damage. */
function readChunks(file: Buffer): ReadonlyMap<string, Buffer> {
  const parts = new Map<string, Buffer[]>();
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const name = file.toString("latin1", at + 4, at + 8);
    parts.set(name, [...(parts.get(name) ?? []), file.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  return new Map([...parts].map(([name, list]) => [name, Buffer.concat(list)]));
}

function headerOf(chunk: Buffer | undefined): PngHeader | null {
  if (chunk === undefined || chunk.length < 13 || chunk[12] !== 0) return null;
  return {
    width: chunk.readUInt32BE(0),
    height: chunk.readUInt32BE(4),
    depth: chunk[8] ?? 0,
    colour: chunk[9] ?? -1,
  };
}

function inflated(data: Buffer | undefined, length: number): Buffer | null {
  if (data === undefined) return null;
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, length) });
  } catch {
    // Damaged or longer than it says: the other decoder gives the reason.
    return null;
  }
}

/** Undoes the row filters in place; each row is one filter byte and its samples. */
function unfilter(rows: Buffer, height: number, rowBytes: number, step: number): void {
  for (let row = 0; row < height; row++) {
    const begin = row * (rowBytes + 1) + 1;
    const filter = rows[begin - 1];
    if (filter === 0) continue;
    for (let column = 0; column < rowBytes; column++) {
      const at = begin + column;
      const left = column >= step ? (rows[at - step] ?? 0) : 0;
      const up = row > 0 ? (rows[at - rowBytes - 1] ?? 0) : 0;
      const corner = row > 0 && column >= step ? (rows[at - rowBytes - 1 - step] ?? 0) : 0;
      rows[at] = (rows[at] ?? 0) + guess(filter, left, up, corner);
    }
  }
}

function guess(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [toLeft, toUp, toCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function toPixels(
  rows: Buffer,
  { width, height, depth, colour }: PngHeader,
  rowBytes: number,
  channels: number,
  palette: Buffer | undefined,
): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  const top = 2 ** depth - 1;
  /** One sample, 0 to 255; of a palette its index. */
  const sample = (row: number, index: number) => {
    const begin = row * (rowBytes + 1) + 1;
    if (depth === 8) return rows[begin + index] ?? 0;
    if (depth === 16) return rows[begin + index * 2] ?? 0;
    const bit = index * depth;
    const value = ((rows[begin + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & top;
    return colour === 3 ? value : Math.round((value * 255) / top);
  };
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      const first = sample(y, x * channels);
      const isGrey = channels < 3;
      data[to] = colour === 3 ? (palette?.[first * 3] ?? 0) : first;
      data[to + 1] =
        colour === 3 ? (palette?.[first * 3 + 1] ?? 0) : isGrey ? first : sample(y, x * channels + 1);
      data[to + 2] =
        colour === 3 ? (palette?.[first * 3 + 2] ?? 0) : isGrey ? first : sample(y, x * channels + 2);
      data[to + 3] = channels % 2 === 0 ? sample(y, x * channels + channels - 1) : 255;
    }
  }
  return { width, height, data };
}
