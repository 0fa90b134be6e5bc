import type { FileHandle } from "node:fs/promises";
import { AppError } from "../../shared/errors.ts";
import { fileError } from "./file-errors.ts";

export type Progress = (doneBytes: number) => void;

/** Gathers bytes into large batches and writes them one after another; a few buffers in turn, so memory stays flat. */
export interface BatchWriter {
  /** Copies bytes. Undefined: go on; else go on when this is fulfilled, for the disk is behind. */
  put(bytes: Uint8Array): Promise<void> | undefined;
  /** Writes what is left; answers the position after the last byte. */
  end(): Promise<number>;
  /** When nothing is being written any more, well or not: the file may be closed then. */
  settled(): Promise<void>;
}

const batchBytes = 1024 * 1024;

export function createBatchWriter(
  file: FileHandle,
  start: number,
  onProgress: Progress | undefined,
): BatchWriter {
  const free: Buffer[] = [];
  let batch: Buffer = Buffer.allocUnsafeSlow(batchBytes);
  let filled = 0;
  let at = start;
  let last = Promise.resolve();

  /** Answers when the batch before this one is written: while one is being written, one may fill. */
  function pass(): Promise<void> {
    const before = last;
    const full = batch;
    const bytes = full.subarray(0, filled);
    batch = free.pop() ?? Buffer.allocUnsafeSlow(batchBytes);
    filled = 0;
    last = before.then(async () => {
      await writeAll(file, bytes, at);
      at += bytes.length;
      free.push(full);
      onProgress?.(at);
    });
    // Told to whoever waits next; until then it must not count as unhandled.
    last.catch(() => undefined);
    return before;
  }

  /** Copies what fits, and hands a full batch to the disk; what is left over waits for the batch before it. */
  async function putRest(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + batchBytes - filled);
      batch.set(part, filled);
      filled += part.length;
      from += part.length;
      if (filled === batchBytes) await pass();
    }
  }

  return {
    put(bytes) {
      if (filled + bytes.length >= batchBytes) return putRest(bytes);
      batch.set(bytes, filled);
      filled += bytes.length;
      return undefined;
    },
    async end() {
      if (filled > 0) void pass();
      await last;
      return at;
    },
    settled: () => last.catch(() => undefined),
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  try {
    const { bytesWritten } = await file.write(bytes, 0, bytes.length, at);
    if (bytesWritten === bytes.length) return;
    const left = bytes.length - bytesWritten;
    const rest = await file.write(bytes, bytesWritten, left, at + bytesWritten);
    // The rest does not fit either: the disk is full, or the file as large as it may be.
    if (rest.bytesWritten < left) throw new AppError("disk_full", "could not save the whole file");
  } catch (cause) {
    throw fileError(cause, "save the file");
  }
}
