import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { AppError } from "../../../shared/errors.ts";

/** The reader's wasm out of its package. The window bundles its own copy; this one serves the command line. */
export async function zxingWasmBytes(): Promise<ArrayBuffer> {
  const bytes = await readFile(inPackage());
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

function inPackage(): string {
  try {
    return createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  } catch (cause) {
    throw new AppError("internal", "the code reader is missing from this installation", { cause });
  }
}
