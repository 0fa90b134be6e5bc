import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { link, lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { numberedName, safeFileName } from "../../../shared/domain/safe-file-name.ts";
import { AppError } from "../../../shared/errors.ts";
import { fileError, systemCode } from "../../platform/file-errors.ts";

const maxNumber = 9999;

export interface PartFile {
  readonly path: string;
  readonly file: FileHandle;
  /** Bytes it already holds. */
  readonly size: number;
}

/** A new, empty `<name>.part` in the folder; nothing that lies there already is touched. */
export async function createPart(folder: string, name: string): Promise<PartFile> {
  try {
    await mkdir(folder, { recursive: true });
    return await firstFree(folder, safeFileName(name), ".part", async (path) => ({
      path,
      file: await open(path, "wx"),
      size: 0,
    }));
  } catch (cause) {
    throw fileError(cause, "create the file in the download folder");
  }
}

/** An earlier part to go on with; null where it is gone or no ordinary file any more. */
export async function reopenPart(path: string): Promise<PartFile | null> {
  try {
    if (!(await lstat(path)).isFile()) return null;
    const file = await open(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
    return { path, file, size: (await file.stat()).size };
  } catch {
    return null; // Whatever the reason, the download can begin anew.
  }
}

/** Gives the finished part its name, or `name (2).ext` and so on: never one that is taken. Answers the path. */
export async function finishPart(partPath: string, folder: string, name: string): Promise<string> {
  try {
    return await firstFree(folder, safeFileName(name), "", async (path) => {
      await moveIfFree(partPath, path);
      return path;
    });
  } catch (cause) {
    throw fileError(cause, "give the downloaded file its name");
  }
}

export async function removePart(partPath: string): Promise<void> {
  await rm(partPath, { force: true }).catch((cause: unknown) => {
    throw fileError(cause, "remove the unfinished file");
  });
}

/** Throws EEXIST where the name is taken, even if it was taken this very moment. */
async function moveIfFree(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (cause) {
    if (systemCode(cause) === "EEXIST") throw cause;
    // File systems without links (FAT, some network shares): an empty file of our own holds the name.
    await (await open(to, "wx")).close();
    await rename(from, to);
    return;
  }
  await rm(from);
}

async function firstFree<Result>(
  folder: string,
  name: string,
  suffix: string,
  attempt: (path: string) => Promise<Result>,
): Promise<Result> {
  for (let number = 1; number <= maxNumber; number += 1) {
    try {
      return await attempt(join(folder, `${numberedName(name, number)}${suffix}`));
    } catch (cause) {
      if (systemCode(cause) !== "EEXIST") throw cause;
    }
  }
  throw new AppError("file_error", "too many files of this name in the folder");
}
