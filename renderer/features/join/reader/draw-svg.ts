import { readImageHeader } from "../../../../shared/qr-reader/image-header.ts";
import { unreadableImage } from "../../../../shared/qr-reader/unreadable-image.ts";

const drawnSide = 1200;

/** Judged by what is in it; other files that cannot be read are for the worker to refuse. */
export async function isSvg(file: Blob): Promise<boolean> {
  if (file.size === 0) return false;
  const start = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  if (start[0] !== 0x3c && start[0] !== 0xef && (start[0] ?? 0) > 0x20) return false;
  try {
    return readImageHeader(start).format === "svg";
  } catch {
    return false;
  }
}

/** Workers cannot decode SVG, a page can: as an image, in which nothing runs and nothing is loaded. */
export async function drawSvg(file: Blob): Promise<ImageBitmap> {
  const url = URL.createObjectURL(new Blob([file], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { naturalWidth, naturalHeight } = image;
    const scale = drawnSide / Math.max(1, naturalWidth, naturalHeight);
    const width = Math.max(1, Math.round((naturalWidth || drawnSide) * scale));
    const height = Math.max(1, Math.round((naturalHeight || drawnSide) * scale));
    const canvas = new OffscreenCanvas(width, height);
    // A canvas draws the lines themselves at its own size; a bitmap of the image would be enlarged and blurred.
    canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
    return canvas.transferToImageBitmap();
  } catch {
    throw unreadableImage("broken");
  } finally {
    URL.revokeObjectURL(url);
  }
}
