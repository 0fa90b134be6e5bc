import type { FileChooser, Page } from "@playwright/test";

/** Answers the browser's own file dialog, which an act of the person opens. */
export async function pickPictures(
  page: Page,
  files: Parameters<FileChooser["setFiles"]>[0],
  open: () => Promise<void>,
): Promise<void> {
  const opened = page.waitForEvent("filechooser");
  // A key is quicker than the wish to be told of dialogs: only after an answer from the page is that in place.
  const pressed = page.title().then(open);
  const [dialog] = await Promise.all([opened, pressed]);
  await dialog.setFiles(files);
}
