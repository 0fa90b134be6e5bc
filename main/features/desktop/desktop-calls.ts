import { writeFile } from "node:fs/promises";
import type { Handlers } from "../../../shared/ipc/contract.ts";
import { fileError } from "../../platform/file-errors.ts";
import type { FileHandles } from "../../platform/file-handles.ts";
import type { Shell } from "../../shell/shell.ts";

type DesktopCalls = Pick<Handlers, "shell.pickFiles" | "shell.saveFile" | "shell.copyText">;

/** What the page asks of the desktop itself. It sees handles, never a path. */
export function createDesktopCalls(shell: Shell, handles: FileHandles): DesktopCalls {
  return {
    "shell.pickFiles": async () => {
      const paths = await shell.pickFiles();
      return Promise.all(paths.map(handles.adopt));
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
