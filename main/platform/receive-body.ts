import type { FileHandle } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { AppError } from "../../shared/errors.ts";
import { type BatchWriter, createBatchWriter, type Progress } from "./batch-writer.ts";
import { divert } from "./direct-connection.ts";

/** Writes a response's body into the file from `start` on; answers the position after the last byte. */
export async function saveBody(
  response: IncomingMessage,
  file: FileHandle,
  { start, length }: { readonly start: number; readonly length: number | null },
  onProgress: Progress | undefined,
): Promise<number> {
  const writer = createBatchWriter(file, start, onProgress);
  try {
    if (length === null) for await (const chunk of response) await writer.put(chunk as Buffer);
    else await moveDirectly(response, writer, length);
    return await writer.end();
  } finally {
    response.destroy();
    // Nobody may close the file while a batch is still being written.
    await writer.settled();
  }
}

/**
 * A body of known length comes as it is: once the head is read, the socket reads straight into the batches. Through
 * the HTTP parser each read would be a buffer of its own, and collecting those costs more than all the rest.
 */
function moveDirectly(response: IncomingMessage, writer: BatchWriter, length: number): Promise<void> {
  const { socket } = response;
  let left = length;
  return new Promise((resolve, reject) => {
    const took = (bytes: number) => {
      const wanted = Math.min(bytes, left);
      left -= wanted;
      const room = writer.took(wanted);
      if (left === 0) resolve();
      else if (room === null) return true;
      else room.then(() => socket.resume(), reject);
      return false;
    };
    response.on("error", reject);
    socket.on("error", reject);
    socket.on("close", () => reject(new AppError("offline", "the connection to the storage broke")));
    divert(socket, { space: writer.space, took });
    socket.removeAllListeners("data");

    // What came along with the head, and what was read since.
    for (const stream of [response, socket]) {
      for (let chunk: Buffer | null = stream.read(); chunk !== null && left > 0; chunk = stream.read()) {
        writer.space().set(chunk);
        took(chunk.length);
      }
    }
    if (left === 0) resolve();
    else if (socket.destroyed) reject(new AppError("offline", "the connection to the storage broke"));
    else socket.resume();
  });
}
