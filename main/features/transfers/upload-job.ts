import { open } from "node:fs/promises";
import { AppError } from "../../../shared/errors.ts";
import type { FileBackend, UploadTicket } from "../../backends/backend.ts";
import type { ByteTransport } from "../../platform/byte-transport.ts";
import { fileError } from "../../platform/file-errors.ts";
import { multipartForm } from "../../platform/multipart-form.ts";
import { mediaType } from "./media-type.ts";
import type { JobContext } from "./transfer-record.ts";

export interface UploadDeps {
  readonly transport: ByteTransport;
  readonly files: FileBackend;
}

/** Ticket, then the bytes from disk. Afterwards the record holds `arrivedUrl`: the group may be told. */
export async function sendBytes(job: JobContext, { transport, files }: UploadDeps): Promise<void> {
  const { sourcePath, name, groupId } = job.record();
  if (sourcePath === null) throw new AppError("file_error", "the file to upload is not known any more");
  const reading = (cause: unknown) => {
    throw fileError(cause, "read the file");
  };
  const file = await open(sourcePath, "r").catch(reading);
  try {
    const before = await file.stat().catch(reading);
    checkUploadable(before);
    await job.save({ size: before.size, doneBytes: 0 });
    const ticket = await files.ticket(groupId, job.signal);
    const wrapping = wrappingOf(ticket, name);
    await transport.send({
      url: ticket.uploadUrl,
      method: ticket.method,
      headers: { "content-type": wrapping.contentType, ...ticket.headers },
      head: wrapping.head,
      tail: wrapping.tail,
      file,
      size: before.size,
      signal: job.signal,
      onProgress: job.progress,
      beforeEnd: async () => {
        const after = await file.stat().catch(reading);
        if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
          throw new AppError("file_error", "the file was changed while it was being sent");
        }
      },
    });
    await job.save({ arrivedUrl: ticket.downloadUrl, arrivedSize: before.size, doneBytes: before.size });
  } finally {
    await file.close();
  }
}

/** Throws for what cannot be a shared file: a folder ("unsupported"), nothing at all ("invalid"). */
export function checkUploadable(found: {
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}): void {
  if (found.isDirectory()) throw new AppError("unsupported", "a folder cannot be uploaded, only files");
  if (!found.isFile()) throw new AppError("unsupported", "only ordinary files can be uploaded");
  if (found.size === 0) throw new AppError("invalid", "the file is empty: there is nothing to upload");
}

function wrappingOf(ticket: UploadTicket, name: string) {
  const type = mediaType(name);
  // A PUT to a signed address takes the bytes as they are; a form is what everything else takes.
  if (ticket.method === "PUT") return { contentType: type, head: Buffer.alloc(0), tail: Buffer.alloc(0) };
  return multipartForm(ticket.fields, { field: "file", name, type });
}
