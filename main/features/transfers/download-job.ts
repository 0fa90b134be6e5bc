import { AppError, toAppError } from "../../../shared/errors.ts";
import type { FileBackend } from "../../backends/backend.ts";
import type { ByteTransport, Received } from "../../platform/byte-transport.ts";
import { fileError } from "../../platform/file-errors.ts";
import type { FoundFile } from "../files/files-service.ts";
import type { PartFile, PartFiles } from "./part-file.ts";
import type { JobContext } from "./transfer-record.ts";

export interface DownloadDeps {
  readonly transport: ByteTransport;
  readonly files: FileBackend;
  readonly partFiles: PartFiles;
  readonly find: (fileId: string) => Promise<FoundFile>;
}

/** In bytes. Anything longer is a file; so is what has exactly the size that the group's list tells. */
const longestRefusal = 64 * 1024;

/** What is taken of a file whose size the group's list does not tell: a storage may send without end. */
const unknownSizeLimit = 4 * 1024 ** 3;

/**
 * Streams the file into a part beside its final place, checks the size, and names it at the end. A part that is whole
 * but could not be given its name stays, and a retry only names it.
 */
export async function download(job: JobContext, deps: DownloadDeps): Promise<void> {
  const { folder, name } = job.record();
  if (folder === null) throw new AppError("internal", "a download without a folder");
  const path = (await wholePart(job, deps)) ?? (await fetchPart(job, folder, deps));
  try {
    const { path: savedPath, leftover } = await deps.partFiles.finish(path, folder, name);
    await job.save({ savedPath, partPath: leftover, arrivedSize: null, validator: null });
  } catch (cause) {
    if (job.signal.aborted && job.signal.reason === "cancelled") await drop(path, job, deps);
    throw cause;
  }
}

async function wholePart(job: JobContext, { partFiles }: DownloadDeps): Promise<string | null> {
  const { partPath, arrivedSize } = job.record();
  if (partPath === null || arrivedSize === null) return null;
  return (await partFiles.sizeOf(partPath)) === arrivedSize ? partPath : null;
}

/**
 * Answers the path of the whole part. After a broken connection the part stays for a retry, where the storage lets us
 * go on; after anything else it is removed.
 */
async function fetchPart(job: JobContext, folder: string, deps: DownloadDeps): Promise<string> {
  const { transport, files, partFiles, find } = deps;
  const { fileId, name, partPath, validator } = job.record();
  if (fileId === null) throw new AppError("internal", "a download without a file");
  const { url, size: knownSize } = await find(fileId);
  const source = await files.downloadSource(url, job.signal);
  let part = partPath === null ? null : await partFiles.reopen(partPath);
  let received: Received | null = null;
  try {
    const from = part?.size ?? 0;
    const resume = from > 0 && from < knownSize && validator !== null ? { from, validator } : undefined;
    const maxBytes = knownSize > 0 ? undefined : unknownSizeLimit;
    received = await transport.receive({ ...source, signal: job.signal, resume, maxBytes });
    const { size: announced, start } = received;
    if (announced !== null && (start > 0 || announced > longestRefusal))
      checkSize(announced, announced, knownSize);
    part ??= await partFiles.create(folder, name);
    // Only where there is something to drop: a file once emptied is flushed to the disk when it is closed.
    if (part.size > received.start) await emptyFrom(part, received.start);
    const { start: doneBytes, validator: newValidator } = received;
    await job.save({ partPath: part.path, validator: newValidator, arrivedSize: null, doneBytes });
    const size = await received.saveTo(part.file, (arrived) => {
      if (knownSize > 0 && arrived > Math.max(knownSize, longestRefusal)) checkSize(arrived, null, knownSize);
      job.progress(arrived);
    });
    if (start === 0 && size !== knownSize) await checkForRefusal(part, size, files);
    checkSize(size, announced, knownSize);
    await part.file.close();
    await job.save({ size, doneBytes: size, arrivedSize: size });
    return part.path;
  } catch (cause) {
    received?.discard();
    await part?.file.close().catch(() => "closed already");
    if (part && !canResume(cause, job)) await drop(part.path, job, deps);
    throw cause;
  }
}

async function drop(path: string, job: JobContext, { partFiles }: DownloadDeps): Promise<void> {
  await partFiles.remove(path);
  await job.save({ partPath: null, validator: null, arrivedSize: null, doneBytes: 0 });
}

async function emptyFrom(part: PartFile, start: number): Promise<void> {
  await part.file.truncate(start).catch((cause: unknown) => {
    throw fileError(cause, "write the file");
  });
}

/** Whatever host a file comes from, a refusal may come in its place, as a short text and by HTTP 200. */
async function checkForRefusal({ file }: PartFile, size: number, files: FileBackend): Promise<void> {
  if (size > longestRefusal) return;
  const bytes = Buffer.alloc(size);
  await file.read(bytes, 0, size, 0).catch((cause: unknown) => {
    throw fileError(cause, "read the file");
  });
  const refusal = files.refusalIn(bytes.toString("utf8"));
  if (refusal) throw refusal;
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
