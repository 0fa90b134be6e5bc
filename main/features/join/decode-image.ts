import type { Sharp } from "sharp";
import { type DecodedPicture, putOnWhite } from "../../../shared/qr-reader/decoded-picture.ts";
import {
  decodedSize,
  type ImageHeader,
  maxJpegPixels,
  readImageHeader,
} from "../../../shared/qr-reader/image-header.ts";
import type { ImageSize } from "../../../shared/qr-reader/image-size.ts";
import { unreadableImage } from "../../../shared/qr-reader/unreadable-image.ts";
import { decodeBmp } from "./bmp-pixels.ts";

/**
 * A picture's pixels as the window's decoder gives them: upright, on white, of the same size; of an animation the
 * first frame. Nothing that a drawing names outside of itself is loaded. Throws AppError("unreadable_image").
 */
export async function decodeImage(bytes: Uint8Array): Promise<DecodedPicture> {
  const header = readImageHeader(bytes);
  try {
    return await decode(await open(bytes, header), header);
  } catch {
    // The decoder's own words mean nothing to a person; the header was fine, so the rest is not.
    throw unreadableImage("broken");
  }
}

/** Loaded with the first picture: no other command needs it. */
async function open(bytes: Uint8Array, { format }: ImageHeader): Promise<Sharp> {
  const { default: sharp } = await import("sharp");
  if (format === "bmp") {
    const { width, height, data } = decodeBmp(bytes);
    putOnWhite(data);
    return sharp(data, { raw: { width, height, channels: 4 } });
  }
  const image = sharp(bytes, { failOn: "error", limitInputPixels: maxJpegPixels });
  // Browsers show a WebP as it is stored, whatever it notes about the camera.
  return format === "webp" ? image : image.autoOrient();
}

async function decode(image: Sharp, header: ImageHeader): Promise<DecodedPicture> {
  const full = await uprightSize(image, header);
  const stored = decodedSize(header);
  const isTurned = full.width !== header.size.width;
  const wanted = isTurned ? { width: stored.height, height: stored.width } : stored;
  const isResized = stored.width !== header.size.width;
  const { data, info } = await (isResized ? image.resize({ ...wanted, fit: "fill" }) : image)
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const pixels = {
    width,
    height,
    data: new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.length),
  };
  return { pixels, size: isResized && header.format !== "svg" ? full : { width, height } };
}

async function uprightSize(image: Sharp, { format, size }: ImageHeader): Promise<ImageSize> {
  if (format === "svg" || format === "webp" || format === "bmp") return size;
  return (await image.metadata()).autoOrient;
}
