import { AppError, toAppError } from "../../../shared/errors.ts";
import type { FileBackend } from "../../backends/backend.ts";
import type { ByteTransport, Received } from "../../platform/byte-transport.ts";
import { fileError } from "../../platform/file-errors.ts";
import type { FoundFile } from "../files/files-service.ts";
import { createPart, finishPart, type PartFile, removePart, reopenPart } from "./part-file.ts";
import type { JobContext } from "./transfer-record.ts";

export interface DownloadDeps {
  readonly transport: ByteTransport;
  readonly files: FileBackend;
  readonly find: (fileId: string) => Promise<FoundFile>;
}

/** What is taken of a file whose size the group's list does not tell: a storage may send without end. */
const unknownSizeLimit = 4 * 1024 ** 3;

/**
 * Streams the file into a part beside its final place, checks the size, and names it at the end. After a broken
 * connection the part stays for a retry, where the storage lets us go on; after anything else it is removed.
 */
export async function download(job: JobContext, { transport, files, find }: DownloadDeps): Promise<void> {
  const { fileId, folder, name, partPath, validator } = job.record();
  if (fileId === null || folder === null)
    throw new AppError("internal", "a download without a file or folder");
  const { url, size: knownSize } = await find(fileId);
  const source = await files.downloadSource(url, job.signal);
  let part = partPath === null ? null : await reopenPart(partPath);
  let received: Received | null = null;
  try {
    const from = part?.size ?? 0;
    const resume = from > 0 && from < knownSize && validator !== null ? { from, validator } : undefined;
    const maxBytes = knownSize > 0 ? undefined : unknownSizeLimit;
    received = await transport.receive({ ...source, signal: job.signal, resume, maxBytes });
    if (received.size !== null) checkSize(received.size, received.size, knownSize);
    part ??= await createPart(folder, name);
    // Only where there is something to drop: a file once emptied is flushed to the disk when it is closed.
    if (part.size > received.start) await emptyFrom(part, received.start);
    await job.save({ partPath: part.path, validator: received.validator, doneBytes: received.start });
    const size = await received.saveTo(part.file, (doneBytes) => {
      if (knownSize > 0 && doneBytes > knownSize) checkSize(doneBytes, null, knownSize);
      job.progress(doneBytes);
    });
    checkSize(size, received.size, knownSize);
    await part.file.close();
    const savedPath = await finishPart(part.path, folder, name);
    await job.save({ savedPath, size, doneBytes: size, partPath: null, validator: null });
  } catch (cause) {
    received?.discard();
    await part?.file.close().catch(() => "closed already");
    if (part && !canResume(cause, job)) {
      await removePart(part.path);
      await job.save({ partPath: null, validator: null, doneBytes: 0 });
    }
    throw cause;
  }
}

async function emptyFrom(part: PartFile, start: number): Promise<void> {
  await part.file.truncate(start).catch((cause: unknown) => {
    throw fileError(cause, "write the file");
  });
}

/** Three sizes must agree: what arrived, what the storage announced, and what the group's list says (0: nothing). */
function checkSize(arrived: number, announced: number | null, known: number): void {
  const expected = announced !== null && announced !== arrived ? announced : known > 0 ? known : arrived;
  if (arrived === expected) return;
  throw new AppError("bad_answer", `the file arrived with ${arrived} bytes instead of ${expected}`);
}

function canResume(cause: unknown, job: JobContext): boolean {
  const { code } = toAppError(cause);
  const isWorthIt = job.signal.aborted
    ? job.signal.reason !== "cancelled"
    : code === "offline" || code === "timeout" || code === "server_error";
  return isWorthIt && job.record().validator !== null;
}
