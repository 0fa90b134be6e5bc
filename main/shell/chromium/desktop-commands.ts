import { execFile, spawn } from "node:child_process";
import { posix } from "node:path";
import { AppError } from "../../../shared/errors.ts";

/** A program and its arguments; never a shell line. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

const pickFolderPowershell =
  "Add-Type -AssemblyName System.Windows.Forms; $d = New-Object System.Windows.Forms.FolderBrowserDialog; " +
  "if ($d.ShowDialog() -eq 'OK') { [Console]::OutputEncoding = [Text.Encoding]::UTF8; $d.SelectedPath }";

/** The folder dialogs of this system, best first. Each prints the path, or nothing when cancelled. */
export function folderDialogs(platform = process.platform): readonly Command[] {
  if (platform === "darwin") {
    return [{ program: "osascript", args: ["-e", "POSIX path of (choose folder)"] }];
  }
  if (platform === "win32") {
    return [{ program: "powershell.exe", args: ["-NoProfile", "-STA", "-Command", pickFolderPowershell] }];
  }
  return [
    { program: "zenity", args: ["--file-selection", "--directory"] },
    { program: "kdialog", args: ["--getexistingdirectory"] },
  ];
}

/** How this system shows a file in its file manager; where it can only open a folder, the file's folder. */
export function showInFolderCommand(path: string, platform = process.platform): Command {
  if (platform === "darwin") return { program: "open", args: ["-R", path] };
  if (platform === "win32") return { program: "explorer.exe", args: [`/select,${path}`] };
  return { program: "xdg-open", args: [posix.dirname(path)] };
}

/** How this system opens a folder in its file manager. */
export function openFolderCommand(path: string, platform = process.platform): Command {
  if (platform === "darwin") return { program: "open", args: [path] };
  if (platform === "win32") return { program: "explorer.exe", args: [path] };
  return { program: "xdg-open", args: [path] };
}

/** How this system opens a web page in the person's browser. */
export function openPageCommand(url: string, platform = process.platform): Command {
  if (platform === "darwin") return { program: "open", args: [url] };
  if (platform === "win32") return { program: "rundll32.exe", args: ["url.dll,FileProtocolHandler", url] };
  return { program: "xdg-open", args: [url] };
}

/** Asks with the first dialog that is installed. Null when cancelled; AppError("unsupported") where there is none. */
export async function askForFolder(dialogs: readonly Command[] = folderDialogs()): Promise<string | null> {
  for (const dialog of dialogs) {
    const answer = await run(dialog);
    if (answer !== "missing") return answer === "" ? null : answer;
  }
  throw new AppError("unsupported", "no folder dialog on this computer");
}

function run({ program, args }: Command): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, args, (error, stdout) => {
      if (error && "code" in error && error.code === "ENOENT") resolve("missing");
      else resolve(error ? "" : stdout.replace(/\r?\n$/, "")); // A dialog's exit code says no more than "cancelled".
    });
  });
}

/** Starts the program and lets go of it. AppError("unsupported") where it is not installed. */
export function startDetached({ program, args }: Command): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "ignore", detached: true });
    child.once("spawn", () => {
      child.unref();
      resolve();
    });
    child.once("error", (cause) => reject(new AppError("unsupported", `cannot start ${program}`, { cause })));
  });
}
