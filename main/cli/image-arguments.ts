import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AppError } from "../../shared/errors.ts";
import { fileError } from "../platform/file-errors.ts";

const imageName = /\.(?:png|apng|jpe?g|jfif|gif|bmp|webp|hei[cf]|avif|svg)$/i;

/** True for a name that promises an image; only a hint, what counts is what is in the file. */
export function hasImageName(name: string): boolean {
  return imageName.test(name);
}

export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** The argument itself, or the images in that folder and in those inside it, by name. Throws where there are none. */
export async function imagesOf(argument: string): Promise<readonly string[]> {
  const folder = resolve(argument);
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [argument];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw fileError(cause, "open the folder");
  });
  const images = entries
    // Systems keep notes of their own beside pictures, under the same name behind a dot.
    .filter((entry) => entry.isFile() && hasImageName(entry.name) && !entry.name.startsWith("."))
    .map((entry) => join(argument, join(entry.parentPath, entry.name).slice(folder.length)));
  if (images.length === 0) throw new AppError("not_found", "there is no image in this folder");
  return images.sort((one, two) => one.localeCompare(two, "en", { numeric: true }));
}
