import type { Page } from "./page.ts";

/** Opens the browser's own file dialog through an input in the page, and keeps what was picked for reading its paths. */
const pickScript = `new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    const done = (files) => {
      Object.defineProperty(globalThis, "qunzhuPicked", { value: files, configurable: true });
      resolve(files.length);
    };
    input.addEventListener("change", () => done([...input.files]));
    input.addEventListener("cancel", () => done([]));
    input.click();
  })`;

/** Absolute paths; [] when the person cancelled. */
export async function pickFilesInPage(page: Page): Promise<readonly string[]> {
  const context = page.context();
  const count = Number(await page.scripts.runAsGesture(context, pickScript));
  const paths: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const path = await page.scripts.pathOfFile(context, `qunzhuPicked[${index}]`);
    if (path !== null) paths.push(path);
  }
  await page.scripts.run(context, "delete globalThis.qunzhuPicked");
  return paths;
}

/** Copies by the browser's own copy command: no clipboard permission is ever granted. */
export async function copyTextInPage(page: Page, text: string): Promise<boolean> {
  const script = `(() => {
    let isCopied = false;
    const fill = (event) => {
      event.clipboardData.setData("text/plain", ${JSON.stringify(text)});
      event.preventDefault();
      event.stopImmediatePropagation();
      isCopied = true;
    };
    document.addEventListener("copy", fill, { capture: true, once: true });
    const isAllowed = document.execCommand("copy");
    document.removeEventListener("copy", fill, { capture: true });
    return isAllowed && isCopied;
  })()`;
  return (await page.scripts.runAsGesture(page.context(), script)) === true;
}
