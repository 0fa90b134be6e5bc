import type { GroupFile } from "../../../shared/domain/group-file.ts";
import type { Transfer } from "../../../shared/domain/transfer.ts";
import { accountId } from "../support/samples.ts";

export function sampleTransfer(change: Partial<Transfer> = {}): Transfer {
  return {
    id: "t1",
    accountId,
    groupId: "1",
    direction: "upload",
    name: "a.txt",
    size: 1000,
    doneBytes: 0,
    state: "running",
    error: null,
    fileId: null,
    savedPath: null,
    createdAt: 1,
    ...change,
  };
}

export function sampleFile(id: string): GroupFile {
  return { id, name: `${id}.txt`, size: 1, type: "", uploaderId: null, uploaderName: null, createdAt: null };
}
