import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename, isAbsolute } from "node:path";
import { AppError } from "../../shared/errors.ts";
import type { FileHandle } from "../../shared/ipc/window.ts";

/** The files the person dropped or picked. The page knows a handle; only main knows the path behind it. */
export interface FileHandles {
  /** Throws AppError("file_error") where nothing readable is there, "invalid" for what is no absolute path. */
  adopt(path: string): Promise<FileHandle>;
  /** Throws AppError("not_found") for a handle that was never given out or was forgotten. */
  resolve(handle: string): string;
}

/** Keeps the newest `limit` paths: a page that adopts for ever must not eat the memory. */
export function createFileHandles({ limit = 10_000 }: { readonly limit?: number } = {}): FileHandles {
  const paths = new Map<string, string>();
  return {
    async adopt(path) {
      if (!isAbsolute(path) || path.includes("\0"))
        throw new AppError("invalid", "not a file on this computer");
      const found = await stat(path).catch((cause: unknown) => {
        throw new AppError("file_error", `cannot read ${basename(path)}`, { cause });
      });
      if (!found.isFile() && !found.isDirectory())
        throw new AppError("unsupported", "neither a file nor a folder");
      const handle = randomUUID();
      paths.set(handle, path);
      for (const oldest of paths.keys()) {
        if (paths.size <= limit) break;
        paths.delete(oldest);
      }
      return {
        handle,
        name: basename(path),
        size: found.isFile() ? found.size : 0,
        isFolder: found.isDirectory(),
      };
    },
    resolve(handle) {
      const path = paths.get(handle);
      if (path === undefined) throw new AppError("not_found", "this file is not open here");
      return path;
    },
  };
}
