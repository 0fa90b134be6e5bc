import { readImageHeader } from "../../../shared/qr-reader/image-header.ts";

/** The largest a group's picture is drawn anywhere: in its code. */
const largestShown = 256;

/** One after another: each takes four bytes a pixel while it is being reduced. */
let last: Promise<unknown> = Promise.resolve();

/**
 * The picture no larger than it is shown. An `<img>` keeps every pixel it decoded, so 300 photos of a few kilobytes
 * could fill the memory; and a reduced one no longer moves. Throws on what is no picture.
 */
export function smallPicture(dataUrl: string): Promise<string> {
  const { type, bytes } = partsOf(dataUrl);
  const { width, height } = readImageHeader(bytes).size;
  const longer = Math.max(width, height);
  if (longer <= largestShown) return Promise.resolve(dataUrl);
  const reduced = last.then(() =>
    reduce(new Blob([bytes], { type }), Math.max(1, Math.round((width * largestShown) / longer))),
  );
  last = reduced.catch(() => undefined);
  return reduced;
}

/** Only the width is given: a photo that stands on its side is turned first, and keeps its proportions. */
async function reduce(picture: Blob, resizeWidth: number): Promise<string> {
  const bitmap = await createImageBitmap(picture, { resizeWidth, resizeQuality: "high" });
  try {
    const canvas = document.createElement("canvas");
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
    return canvas.toDataURL("image/webp", 0.9);
  } finally {
    bitmap.close();
  }
}

function partsOf(dataUrl: string): { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> } {
  const comma = dataUrl.indexOf(",");
  const type = dataUrl.slice("data:".length, dataUrl.indexOf(";"));
  return { type, bytes: Uint8Array.from(atob(dataUrl.slice(comma + 1)), (char) => char.charCodeAt(0)) };
}
