import { readFile, stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { AppError } from "../../../shared/errors.ts";
import type { Handlers } from "../../../shared/ipc/contract.ts";
import { fileError } from "../../platform/file-errors.ts";
import type { FileHandles } from "../../platform/file-handles.ts";
import type { Shell } from "../../shell/shell.ts";

const largestImageBytes = 64 * 1024 * 1024;

type DesktopCalls = Pick<
  Handlers,
  "shell.pickFiles" | "shell.readImage" | "shell.saveFile" | "shell.copyText"
>;

/** What the page asks of the desktop itself. It sees handles and bytes, never a path. */
export function createDesktopCalls(shell: Shell, handles: FileHandles): DesktopCalls {
  return {
    "shell.pickFiles": async ({ purpose }) => {
      const paths = await shell.pickFiles({ purpose });
      return Promise.all(paths.map(handles.adopt));
    },

    "shell.readImage": async ({ handle }) => {
      const path = handles.resolve(handle);
      const unreadable = (cause: unknown) => {
        throw new AppError("file_error", `cannot read ${basename(path)}`, { cause });
      };
      const found = await stat(path).catch(unreadable);
      if (!found.isFile()) throw new AppError("unreadable_image", "this is not a picture");
      if (found.size > largestImageBytes)
        throw new AppError("unreadable_image", "the picture is larger than 64 MiB");
      const bytes = await readFile(path).catch(unreadable);
      if (!isPicture(bytes)) throw new AppError("unreadable_image", "this is not a picture");
      return { base64: bytes.toString("base64") };
    },

    "shell.saveFile": async ({ name, base64 }) => {
      const path = await shell.pickSavePath(name);
      if (path === null) return false;
      await writeFile(path, Buffer.from(base64, "base64")).catch((cause: unknown) => {
        throw fileError(cause, "save the file");
      });
      return true;
    },

    "shell.copyText": ({ text }) => shell.copyText(text),
  };
}

/** By its first bytes, so that a page cannot read any other file through this call. */
function isPicture(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 512).toString("latin1");
  return (
    /^(\x89PNG|\xff\xd8\xff|GIF8|BM|II\*\0|MM\0\*)/.test(head) ||
    /^RIFF....WEBP/s.test(head) ||
    /^....ftyp(avif|avis|heic|heix|mif1|msf1)/s.test(head) ||
    /^\s*(<\?xml|<!--|<svg)/.test(head)
  );
}
