import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError } from "../../shared/errors.ts";
import { fileError } from "../platform/file-errors.ts";
import { pictureType } from "../platform/picture-type.ts";

/** A group's picture from disk. Anything but a PNG or a JPEG is AppError("unreadable_image"). */
export async function pictureFile(path: string): Promise<{ bytes: Uint8Array; type: string }> {
  const bytes = await readFile(resolve(path)).catch((cause: unknown) => {
    throw fileError(cause, "open the picture");
  });
  const type = pictureType(bytes);
  if (type === "image/png" || type === "image/jpeg") return { bytes, type };
  throw new AppError("unreadable_image", `${path}: a group's picture must be a PNG or a JPEG`);
}
