import { readFile, stat } from "node:fs/promises";
import type { CodeKind } from "../../../shared/domain/join.ts";
import { parseCode } from "../../../shared/domain/qr-payload.ts";
import { AppError } from "../../../shared/errors.ts";
import { placedInPicture } from "../../../shared/qr-reader/decoded-picture.ts";
import { maxImageBytes } from "../../../shared/qr-reader/image-header.ts";
import type { Corners } from "../../../shared/qr-reader/pixels.ts";
import { readCodes } from "../../../shared/qr-reader/read-codes.ts";
import { unreadableImage } from "../../../shared/qr-reader/unreadable-image.ts";
import { startZxing } from "../../../shared/qr-reader/zxing.ts";
import { fileError } from "../../platform/file-errors.ts";
import { decodeImage } from "./decode-image.ts";
import { zxingWasmBytes } from "./zxing-wasm-file.ts";

export interface CodeInFile {
  readonly text: string;
  readonly kind: CodeKind;
  /** In pixels of the picture as a person sees it, turned upright, clockwise from the code's own top left. */
  readonly corners: Corners;
}

let started: Promise<void> | undefined;

/** All codes of a picture on disk; [] when it has none. Throws AppError("unreadable_image") or "file_error". */
export async function readCodesFromImage(path: string): Promise<readonly CodeInFile[]> {
  return readCodesFromBytes(await readPicture(path));
}

/** The same of a picture in memory, as the window reads it: same stages, same limits, same answers. */
export async function readCodesFromBytes(bytes: Uint8Array): Promise<readonly CodeInFile[]> {
  const picture = await decodeImage(bytes);
  started ??= zxingWasmBytes().then((wasm) => startZxing({ bytes: wasm }));
  await started;
  const codes = placedInPicture(await readCodes(picture.pixels), picture);
  return codes.map(({ text, corners }) => ({ text, kind: parseCode(text).kind, corners }));
}

async function readPicture(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > maxImageBytes) throw unreadableImage("too_large");
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw fileError(cause, "open the picture");
  }
}
