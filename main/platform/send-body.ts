import type { FileHandle } from "node:fs/promises";
import type { ClientRequest } from "node:http";
import { AppError } from "../../shared/errors.ts";
import type { SendRequest } from "./byte-transport.ts";
import { fileError } from "./file-errors.ts";

const chunkBytes = 1024 * 1024;

/** Reads with two buffers in turn: the disk fills one while the socket empties the other, and memory stays flat. */
export async function sendBody(
  sending: ClientRequest,
  { head, tail, file, size, onProgress, beforeEnd }: SendRequest & { head: Uint8Array; tail: Uint8Array },
): Promise<void> {
  const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)] as const;
  let underWay = write(sending, head);
  let at = 0;
  for (let turn = 0; at < size; turn += 1) {
    const buffer = buffers[turn % 2 === 0 ? 0 : 1];
    const [bytesRead] = await Promise.all([readInto(file, buffer, at, size), underWay]);
    if (at > 0) onProgress?.(at);
    underWay = write(sending, buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  await underWay;
  onProgress?.(at);
  await beforeEnd?.();
  await write(sending, tail);
  sending.end();
}

async function readInto(file: FileHandle, buffer: Buffer, at: number, size: number): Promise<number> {
  const { bytesRead } = await file
    .read(buffer, 0, Math.min(buffer.length, size - at), at)
    .catch((cause: unknown) => {
      throw fileError(cause, "read the file");
    });
  if (bytesRead === 0) throw new AppError("file_error", "the file became shorter while it was being sent");
  return bytesRead;
}

function write(sending: ClientRequest, bytes: Uint8Array): Promise<void> {
  if (bytes.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    // Bytes queued before the connection stands are dropped without a word when it never does.
    const onClose = () => reject(new AppError("offline", "the connection broke while sending"));
    sending.once("close", onClose);
    sending.write(bytes, (cause) => {
      sending.off("close", onClose);
      if (cause) reject(cause);
      else resolve();
    });
  });
}
