import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { link, lstat, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { numberedName, safeFileName } from "../../../shared/domain/safe-file-name.ts";
import { AppError } from "../../../shared/errors.ts";
import { fileError, systemCode } from "../../platform/file-errors.ts";
import { type HeldOptions, renameOver, retryWhileHeld } from "../../platform/held-files.ts";

const maxNumber = 9999;

export interface PartFile {
  readonly path: string;
  readonly file: FileHandle;
  /** Bytes it already holds. */
  readonly size: number;
}

export interface NamedFile {
  readonly path: string;
  /** The part's own name, a second one of the same file, where another program kept it from being removed. */
  readonly leftover: string | null;
}

const nodeFiles = { link, lstat, mkdir, open, rename, rm, stat };

export interface PartFilesOptions extends HeldOptions {
  readonly fileSystem?: Partial<typeof nodeFiles>;
}

export type PartFiles = ReturnType<typeof createPartFiles>;

/** Downloads under way lie in `<name>.part` beside their final place; nothing that lies there already is touched. */
export function createPartFiles({ fileSystem, ...held }: PartFilesOptions = {}) {
  const files = { ...nodeFiles, ...fileSystem };
  const removeFile = (path: string) => retryWhileHeld(() => files.rm(path, { force: true }), held);

  async function ensureFolder(folder: string): Promise<void> {
    try {
      await files.mkdir(folder, { recursive: true });
    } catch (cause) {
      // Windows refuses to make the root of a drive (EPERM), though it is there.
      const isThere = await files.stat(folder).then(
        (found) => found.isDirectory(),
        () => false,
      );
      if (!isThere) throw cause;
    }
  }

  /** Throws EEXIST where the name is taken, even if it was taken this very moment. */
  async function moveIfFree(from: string, to: string): Promise<NamedFile> {
    try {
      await files.link(from, to);
    } catch (cause) {
      if (systemCode(cause) === "EEXIST" || systemCode(cause) === "ENOENT") throw cause;
      await moveOverPlaceholder(from, to);
      return { path: to, leftover: null };
    }
    // The file has its name: whatever becomes of the other one, the download is done.
    const isRemoved = await removeFile(from).then(
      () => true,
      () => false,
    );
    return { path: to, leftover: isRemoved ? null : from };
  }

  /** File systems without links (FAT, some network shares): an empty file of our own holds the name meanwhile. */
  async function moveOverPlaceholder(from: string, to: string): Promise<void> {
    await (await files.open(to, "wx")).close();
    try {
      await renameOver(from, to, { ...held, renameFile: files.rename });
    } catch (cause) {
      // Should it have been replaced by then, it is not ours to remove. What the rename said is what is told.
      const isOurs = await files.lstat(to).then(
        (found) => found.isFile() && found.size === 0,
        () => false,
      );
      if (isOurs) await removeFile(to).catch(() => "the first failure says it");
      throw cause;
    }
  }

  async function remove(path: string): Promise<void> {
    await removeFile(path).catch((cause: unknown) => {
      throw fileError(cause, "remove the unfinished file");
    });
  }

  return {
    /** A new, empty part in the folder, which is made where it is missing. */
    async create(folder: string, name: string): Promise<PartFile> {
      try {
        await ensureFolder(folder);
        return await firstFree(folder, safeFileName(name), ".part", async (path) => ({
          path,
          file: await files.open(path, "wx+"),
          size: 0,
        }));
      } catch (cause) {
        throw fileError(cause, "create the file in the download folder");
      }
    },

    /** An earlier part to go on with; null where it is gone, no ordinary file, or a second name of another file. */
    async reopen(path: string): Promise<PartFile | null> {
      try {
        const found = await files.lstat(path);
        if (!found.isFile() || found.nlink > 1) return null;
        const file = await files.open(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
        return { path, file, size: (await file.stat()).size };
      } catch {
        return null; // Whatever the reason, the download can begin anew.
      }
    },

    /** Bytes of the part at the path; null where there is none. */
    sizeOf: (path: string): Promise<number | null> =>
      files.lstat(path).then(
        (found) => (found.isFile() ? found.size : null),
        () => null,
      ),

    /** Gives the finished part its name, or `name (2).ext` and so on: never one that is taken. */
    async finish(partPath: string, folder: string, name: string): Promise<NamedFile> {
      try {
        return await firstFree(folder, safeFileName(name), "", (path) => moveIfFree(partPath, path));
      } catch (cause) {
        throw fileError(cause, "give the downloaded file its name");
      }
    },

    remove,

    /** Removes a name that `finish` had to leave, unless it has become the only one of its bytes. */
    async removeLeftover(path: string): Promise<void> {
      const found = await files.lstat(path).catch(() => null);
      if (found?.isFile() && found.nlink > 1) await remove(path);
    },
  };
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
