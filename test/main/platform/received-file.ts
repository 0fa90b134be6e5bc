import { type FileHandle, mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach } from "vitest";

export const mebibyte = 1024 * 1024;

/** A new, empty file for each test, to receive a body into, and what it holds by then. */
export function receivedFile(): { readonly handle: () => FileHandle; readonly saved: () => Promise<Buffer> } {
  let folder: string;
  let file: FileHandle;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "qunzhu-body-"));
    file = await open(join(folder, "file"), "w+");
    return async () => {
      await file.close();
      await rm(folder, { recursive: true });
    };
  });
  return { handle: () => file, saved: () => readFile(join(folder, "file")) };
}

/** No part of it looks like another. */
export function bytesOf(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32LE(at, at);
  return bytes;
}
