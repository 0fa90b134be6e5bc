import { AppError } from "../../../../shared/errors.ts";
import { type DecodedPicture, putOnWhite } from "../../../../shared/qr-reader/decoded-picture.ts";
import {
  decodedSize,
  type ImageHeader,
  maxImageBytes,
  readImageHeader,
} from "../../../../shared/qr-reader/image-header.ts";
import type { Pixels } from "../../../../shared/qr-reader/pixels.ts";
import { unreadableImage } from "../../../../shared/qr-reader/unreadable-image.ts";
import { type Turn, upright } from "./upright.ts";

/** Every frame says how it has to be turned; the language's own list does not know it yet. */
type Frame = VideoFrame & Partial<Turn>;

/**
 * A picture's pixels, upright, on white, at most as many as {@link decodedSize} allows. What would take all memory
 * is refused by its header, before anything is decoded. Throws AppError: unreadable_image, file_error.
 */
export async function decodePicture(picture: Blob | ImageBitmap): Promise<DecodedPicture> {
  if (picture instanceof Blob) return decodeFile(picture);
  return asItIs(await pixelsOf(frameOf(picture)));
}

async function decodeFile(file: Blob): Promise<DecodedPicture> {
  if (file.size > maxImageBytes) throw unreadableImage("too_large");
  const bytes = await file.arrayBuffer().catch((cause: unknown) => {
    throw new AppError("file_error", "the picture could not be read", { cause });
  });
  const header = readImageHeader(new Uint8Array(bytes));
  const wanted = decodedSize(header);
  const frame = await firstFrame(bytes, header, wanted);
  const isReduced = wanted.width < header.size.width;
  const isTurned = (frame.rotation ?? 0) % 180 !== 0;
  const pixels = await pixelsOf(isReduced ? await reduced(frame, wanted, isTurned) : frame);
  if (!isReduced) return asItIs(pixels);
  const { width, height } = header.size;
  return { pixels, size: isTurned ? { width: height, height: width } : { width, height } };
}

function asItIs(pixels: Pixels): DecodedPicture {
  return { pixels, size: { width: pixels.width, height: pixels.height } };
}

async function firstFrame(
  data: ArrayBuffer,
  { format }: ImageHeader,
  wanted: { width: number; height: number },
): Promise<Frame> {
  const decoder = new ImageDecoder({
    data,
    type: `image/${format}`,
    preferAnimation: false,
    desiredWidth: wanted.width,
    desiredHeight: wanted.height,
    transfer: [data],
  });
  try {
    return (await decoder.decode()).image;
  } catch {
    // The browser gives no reason; the header was fine, so the rest is not.
    throw unreadableImage("broken");
  } finally {
    decoder.close();
  }
}

/** A JPEG comes out reduced already; the rest is reduced here and comes out upright. */
async function reduced(frame: Frame, wanted: ImageHeader["size"], isTurned: boolean): Promise<Frame> {
  if (frame.codedWidth <= wanted.width) return frame;
  const bitmap = await createImageBitmap(frame, {
    resizeWidth: isTurned ? wanted.height : wanted.width,
    resizeHeight: isTurned ? wanted.width : wanted.height,
    resizeQuality: "medium",
  });
  frame.close();
  return frameOf(bitmap);
}

function frameOf(bitmap: ImageBitmap): Frame {
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  bitmap.close();
  return frame;
}

async function pixelsOf(frame: Frame): Promise<Pixels> {
  try {
    const as = { format: "RGBA" } as const;
    const data = new Uint8ClampedArray(frame.allocationSize(as));
    await frame.copyTo(data, as);
    if (frame.format === "BGRA" || frame.format === "RGBA") putOnWhite(data);
    const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight };
    return upright({ width, height, data }, { rotation: frame.rotation ?? 0, flip: frame.flip ?? false });
  } catch (cause) {
    // No memory for so many pixels.
    throw cause instanceof RangeError ? unreadableImage("too_large") : cause;
  } finally {
    frame.close();
  }
}
