/** By their names too: not every desktop knows the newer kinds. */
const accepted = "image/*,.avif,.heic,.heif,.jfif,.webp,.svg";

/**
 * The desktop's own dialog, to be opened on a click. The page gets files whose bytes never cross the bridge; none
 * when the person cancelled.
 */
export function pickPictureFiles({ isMultiple }: { readonly isMultiple: boolean }): Promise<readonly File[]> {
  const input = Object.assign(document.createElement("input"), {
    type: "file",
    multiple: isMultiple,
    accept: accepted,
  });
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}
