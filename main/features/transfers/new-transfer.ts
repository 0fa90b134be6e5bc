import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { fileError } from "../../platform/file-errors.ts";
import type { FoundFile } from "../files/files-service.ts";
import type { TransferRecord } from "./transfer-record.ts";
import { checkUploadable } from "./upload-job.ts";

interface Place {
  readonly accountId: string;
  readonly groupId: string;
  readonly createdAt: number;
}

/** Throws for a folder ("unsupported"), an empty file ("invalid"), and one that is not there ("file_error"). */
export async function newUpload(
  place: Place,
  path: string,
  asName: string = basename(path),
): Promise<TransferRecord> {
  const found = await stat(path).catch((cause: unknown) => {
    throw fileError(cause, "read the file");
  });
  checkUploadable(found);
  // macOS spells file names decomposed; the others would see another name than the person typed.
  const name = asName.normalize("NFC");
  return { ...blank(place), direction: "upload", name, size: found.size, sourcePath: path };
}

export function newDownload(place: Place, file: FoundFile, folder: string): TransferRecord {
  return {
    ...blank(place),
    direction: "download",
    name: file.name,
    size: file.size,
    fileId: file.id,
    folder,
  };
}

function blank(place: Place) {
  return {
    ...place,
    id: randomUUID(),
    doneBytes: 0,
    state: "queued",
    error: null,
    fileId: null,
    savedPath: null,
    sourcePath: null,
    arrivedUrl: null,
    arrivedSize: null,
    mayBeRegistered: false,
    folder: null,
    partPath: null,
    validator: null,
    runnerPid: null,
  } as const;
}
