import { readFile, stat } from "node:fs/promises";
import type { CodeKind } from "../../../shared/domain/join.ts";
import { parseCode } from "../../../shared/domain/qr-payload.ts";
import { AppError } from "../../../shared/errors.ts";
import { maxImageBytes, readImageHeader } from "../../../shared/qr-reader/image-header.ts";
import type { Corners } from "../../../shared/qr-reader/pixels.ts";
import { readCodes } from "../../../shared/qr-reader/read-codes.ts";
import { unreadableImage } from "../../../shared/qr-reader/unreadable-image.ts";
import { readEncodedWithZxing, type SeenCode, startZxing } from "../../../shared/qr-reader/zxing.ts";
import { fileError } from "../../platform/file-errors.ts";
import { decodePng } from "./png-pixels.ts";
import { zxingWasmBytes } from "./zxing-wasm-file.ts";

export interface CodeInFile {
  readonly text: string;
  readonly kind: CodeKind;
  /** In pixels as the file stores them: the rotation a camera notes in a JPEG is not applied. */
  readonly corners: Corners;
}

/** The formats that can be decoded without a browser. */
const readable: ReadonlySet<string> = new Set(["png", "jpeg", "gif", "bmp"]);

let started: Promise<void> | undefined;

/** All codes of a picture on disk; [] when it has none. Throws AppError("unreadable_image") or "file_error". */
export async function readCodesFromImage(path: string): Promise<readonly CodeInFile[]> {
  const bytes = await readPicture(path);
  const { format } = readImageHeader(bytes);
  if (!readable.has(format)) throw unreadableImage("unsupported");
  started ??= zxingWasmBytes().then((wasm) => startZxing({ bytes: wasm }));
  await started;
  const codes = await readBytes(bytes, format);
  return codes.map(({ text, corners }) => ({ text, kind: parseCode(text).kind, corners }));
}

/** Screenshots go through every stage; for the other formats the engine decodes the file itself. */
async function readBytes(bytes: Uint8Array, format: string): Promise<readonly SeenCode[]> {
  const pixels = format === "png" ? decodePng(bytes) : null;
  if (pixels !== null) return readCodes(pixels);
  const codes = await readEncodedWithZxing(bytes);
  return codes.length > 0 ? codes : readEncodedWithZxing(bytes, { denoises: true });
}

async function readPicture(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > maxImageBytes) throw unreadableImage("too_large");
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw fileError(cause, "open the picture");
  }
}
