/** The first whole picture of a stream. The stream is left as it is. */
export async function firstFrame(stream: MediaStream): Promise<ImageBitmap> {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = stream;
  try {
    const shown = new Promise<void>((resolve, reject) => {
      video.requestVideoFrameCallback(() => resolve());
      stream.getVideoTracks()[0]?.addEventListener("ended", () => reject(new DOMException("", "AbortError")));
    });
    await Promise.all([video.play(), shown]);
    return await createImageBitmap(video);
  } finally {
    video.srcObject = null;
  }
}
