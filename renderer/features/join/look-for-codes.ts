import { toAppError } from "../../../shared/errors.ts";
import type { ReaderClient } from "./reader/reader-client.ts";

/** A code is held still for longer than that; the machine has other things to do. */
const restMs = 200;

/** Reads what the video shows, again and again, until there is a code: that picture. Null when it was ended before. */
export async function lookForCodes(
  video: HTMLVideoElement,
  reader: Pick<ReaderClient, "read">,
  signal: AbortSignal,
): Promise<Blob | null> {
  while (!signal.aborted) {
    await nextFrame(video, signal);
    if (signal.aborted) return null;
    const picture = await pictureOf(video);
    try {
      const { codes } = await reader.read(picture, { signal });
      if (codes.length > 0 && !signal.aborted) return picture;
    } catch (cause) {
      if (toAppError(cause).code === "cancelled") return null;
      // A frame that could not be read is followed by the next one.
    }
    await rest(signal);
  }
  return null;
}

function nextFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    video.requestVideoFrameCallback(() => resolve());
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, restMs);
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

async function pictureOf(video: HTMLVideoElement): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.max(1, video.videoWidth), Math.max(1, video.videoHeight));
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
}
