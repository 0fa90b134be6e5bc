import { type Brought, maxPictures, namedPicture } from "./incoming-files.ts";

/** By their names too: not every desktop knows the newer kinds. */
const accepted = "image/*,.avif,.heic,.heif,.jfif,.webp,.svg";

/**
 * The desktop's own dialog, on a click. The page gets files as a drop brings them: each is read when its turn comes,
 * in the reader's worker. Nothing when the person cancelled.
 */
export function pickPictures(): Promise<Brought> {
  const input = Object.assign(document.createElement("input"), {
    type: "file",
    multiple: true,
    accept: accepted,
  });
  return new Promise((resolve) => {
    const answer = (files: readonly File[]) =>
      resolve({
        pictures: files.slice(0, maxPictures).map(namedPicture),
        skipped: Math.max(0, files.length - maxPictures),
      });
    input.addEventListener("change", () => answer([...(input.files ?? [])]));
    input.addEventListener("cancel", () => answer([]));
    input.click();
  });
}
