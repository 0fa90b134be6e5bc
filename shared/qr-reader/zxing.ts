import { prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes } from "zxing-wasm/reader";
import type { Corners, Pixels, Point } from "./pixels.ts";
import { unreadableImage } from "./unreadable-image.ts";

/** One code as an engine saw it, in the coordinates of the picture it was given. */
export interface SeenCode {
  readonly text: string;
  readonly corners: Corners;
}

/** Group codes are QR codes; other symbologies would only add false readings. */
const options = {
  formats: ["QRCode"],
  textMode: "Plain",
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  maxNumberOfSymbols: 0,
} as const satisfies ReaderOptions;

/** Starts the engine from bytes or an address of our own; nothing is fetched from anywhere else. */
export async function startZxing(wasm: { bytes: ArrayBuffer } | { url: string }): Promise<void> {
  const overrides = "bytes" in wasm ? { wasmBinary: wasm.bytes } : { locateFile: () => wasm.url };
  await prepareZXingModule({ overrides, fireImmediately: true });
}

interface Effort {
  /** Removes noise first: dear, and of use only where nothing was found without. */
  readonly denoises?: boolean;
}

/** All codes in a picture; [] when there are none. */
export async function readWithZxing(image: Pixels, effort: Effort = {}): Promise<readonly SeenCode[]> {
  // The engine reads width, height and data only; a browser's ImageData has nothing else that it needs.
  return (await read(image as Parameters<typeof readBarcodes>[0], effort)).map(seen);
}

/** The same from a PNG, JPEG, GIF or BMP file. Throws AppError("unreadable_image") when it cannot be decoded. */
export async function readEncodedWithZxing(
  bytes: Uint8Array,
  effort: Effort = {},
): Promise<readonly SeenCode[]> {
  return (await read(bytes, effort)).map(seen);
}

async function read(
  input: Parameters<typeof readBarcodes>[0],
  { denoises = false }: Effort,
): Promise<readonly ReadResult[]> {
  const results = await readBarcodes(input, { ...options, tryDenoise: denoises });
  // The one answer that is about the picture and not about a code in it.
  if (results.some((result) => result.error !== "" && result.format.length === 0))
    throw unreadableImage("broken");
  return results.filter((result) => result.isValid && result.text !== "");
}

function seen({ text, position }: ReadResult): SeenCode {
  const { topLeft, topRight, bottomRight, bottomLeft } = position;
  return { text, corners: [plain(topLeft), plain(topRight), plain(bottomRight), plain(bottomLeft)] };
}

function plain({ x, y }: Point): Point {
  return { x, y };
}
