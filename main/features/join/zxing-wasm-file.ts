import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { AppError } from "../../../shared/errors.ts";

/** The reader's wasm: beside us in the build, in its package when we run from source. */
export async function zxingWasmBytes(): Promise<ArrayBuffer> {
  const beside = new URL("./zxing_reader.wasm", import.meta.url);
  const bytes = await readFile(beside).catch(() => readFile(inPackage()));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

function inPackage(): string {
  try {
    return createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  } catch (cause) {
    throw new AppError("internal", "the code reader is missing from this installation", { cause });
  }
}
