import {
  comfortablePixels,
  maxImageBytes,
  readImageHeader,
} from "../../../../shared/qr-reader/image-header.ts";
import type { Pixels } from "../../../../shared/qr-reader/pixels.ts";
import { unreadableImage } from "../../../../shared/qr-reader/unreadable-image.ts";

/** Cameras put previews and colour profiles before the frame header of a JPEG. */
const headerBytes = 1024 * 1024;

/**
 * The pixels of a picture, turned upright as its EXIF says, on white, reduced to a comfortable size. Refuses by the
 * header, before anything is decoded, what would take all memory. Throws AppError("unreadable_image").
 */
export async function decodePicture(picture: Blob | ImageBitmap): Promise<Pixels> {
  const bitmap = picture instanceof Blob ? await decodeFile(picture) : picture;
  try {
    return pixelsOf(bitmap);
  } finally {
    bitmap.close();
  }
}

async function decodeFile(file: Blob): Promise<ImageBitmap> {
  if (file.size > maxImageBytes) throw unreadableImage("too_large");
  const start = new Uint8Array(await file.slice(0, headerBytes).arrayBuffer());
  const { size } = readImageHeader(start);
  const scale = size === null ? 1 : Math.sqrt(comfortablePixels / (size.width * size.height));
  const options: ImageBitmapOptions = { imageOrientation: "from-image" };
  if (size !== null && scale < 1) {
    options.resizeWidth = Math.max(1, Math.floor(size.width * scale));
    options.resizeQuality = "medium";
  }
  try {
    return await createImageBitmap(file, options);
  } catch {
    // The browser gives no reason; the header was fine, so the rest is not.
    throw unreadableImage("broken");
  }
}

function pixelsOf(bitmap: ImageBitmap): Pixels {
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw unreadableImage("too_large");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  return { width, height, data: context.getImageData(0, 0, width, height).data as Pixels["data"] };
}
