import { createReaderClient } from "../../../renderer/features/join/reader/reader-client.ts";
import { toAppError } from "../../../shared/errors.ts";
import { unreadableReasonOf } from "../../../shared/qr-reader/unreadable-image.ts";

// A page with nothing but the reader, for the test that drives it in a real browser.

// What a slow machine takes is not what is tested here.
const client = createReaderClient({ timeoutMs: 240_000 });

async function readBase64(base64: string) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  try {
    return await client.read(new Blob([bytes]));
  } catch (cause) {
    const error = toAppError(cause);
    return { error: error.code, reason: unreadableReasonOf(error), message: error.message };
  }
}

/** The small copy of a picture: its kind, its size, and the colour of its four quarters. */
async function thumbnailOf(base64: string) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const { thumbnail } = await client.read(new Blob([bytes]), { hasThumbnail: true });
  if (thumbnail === null) return null;
  const bitmap = await createImageBitmap(thumbnail);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context?.drawImage(bitmap, 0, 0);
  const colourAt = (x: number, y: number) =>
    [...(context?.getImageData(Math.floor(width * x), Math.floor(height * y), 1, 1).data ?? [])].slice(0, 3);
  const places = [0.25, 0.75].flatMap((y) => [0.25, 0.75].map((x) => [x, y] as const));
  return { type: thumbnail.type, width, height, colours: places.map(([x, y]) => colourAt(x, y)) };
}

/** Encodes a PNG anew as the browser can: JPEG, WebP. */
async function encode(base64: string, type: string): Promise<string> {
  const png = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
  const bitmap = await createImageBitmap(png);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type, quality: 0.6 })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

Object.assign(window, { readBase64, thumbnailOf, encode });
