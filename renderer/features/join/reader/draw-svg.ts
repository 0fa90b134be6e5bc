import {
  decodedSize,
  type ImageHeader,
  maxSvgBytes,
  readImageHeader,
  svgHeadBytes,
} from "../../../../shared/qr-reader/image-header.ts";
import { unreadableImage } from "../../../../shared/qr-reader/unreadable-image.ts";

/** Judged by what is in it; other files, drawings too large among them, are for the worker to read or to refuse. */
export async function isSvg(file: Blob): Promise<boolean> {
  return (await svgHeader(file)) !== null;
}

/** Workers cannot decode SVG, a page can: as an image, in which nothing runs and nothing is loaded. */
export async function drawSvg(file: Blob): Promise<ImageBitmap> {
  const header = await svgHeader(file);
  if (header === null) throw unreadableImage("no_image");
  const { width, height } = decodedSize(header);
  const url = URL.createObjectURL(new Blob([file], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    if (context === null) throw unreadableImage("too_large");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    // A canvas draws the lines themselves at its own size; a bitmap of the image would be enlarged and blurred.
    context.drawImage(image, 0, 0, width, height);
    return canvas.transferToImageBitmap();
  } catch {
    throw unreadableImage("broken");
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function svgHeader(file: Blob): Promise<ImageHeader | null> {
  if (file.size > maxSvgBytes) return null;
  try {
    const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
    // Most pictures need no second look: a drawing begins with "<", a byte order mark or blank space.
    if (start[0] !== 0x3c && start[0] !== 0xef && (start[0] ?? 0xff) > 0x20) return null;
    const header = readImageHeader(new Uint8Array(await file.slice(0, svgHeadBytes).arrayBuffer()));
    return header.format === "svg" ? header : null;
  } catch {
    return null;
  }
}
