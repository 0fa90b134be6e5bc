import type { Transfer } from "../../../shared/domain/transfer.ts";

/** A transfer with what only main may know: paths, signed addresses, what a retry can build on. */
export interface TransferRecord extends Transfer {
  /** Uploads: the file on this computer. */
  readonly sourcePath: string | null;
  /** Uploads: set once all bytes lie in the storage; from then on a retry only registers. */
  readonly arrivedUrl: string | null;
  /** Bytes that arrived: with `arrivedUrl`; of a download once its part is whole, so that a retry only names it. */
  readonly arrivedSize: number | null;
  /** Uploads: a register call was sent whose answer we do not have. The list must be read before another. */
  readonly mayBeRegistered: boolean;
  /**
   * Downloads: the folder chosen for it, the unfinished file (of one that is done: a leftover that is still to be
   * removed), and what proves that the rest still fits it.
   */
  readonly folder: string | null;
  readonly partPath: string | null;
  readonly validator: string | null;
  /** The process that runs it, or ran it last. */
  readonly runnerPid: number | null;
}

export type TransferPatch = Partial<Omit<TransferRecord, "id" | "accountId" | "groupId" | "direction">>;

/** What a job may do to its own record; `save` answers when it is on disk. */
export interface JobContext {
  readonly record: () => TransferRecord;
  readonly save: (patch: TransferPatch) => Promise<void>;
  readonly progress: (doneBytes: number) => void;
  readonly signal: AbortSignal;
}

/** What may cross the bridge: no path but the finished download's, no address. */
export function toTransfer(record: TransferRecord): Transfer {
  const {
    id,
    accountId,
    groupId,
    direction,
    name,
    size,
    doneBytes,
    state,
    error,
    fileId,
    savedPath,
    createdAt,
  } = record;
  return {
    id,
    accountId,
    groupId,
    direction,
    name,
    size,
    doneBytes,
    state,
    error,
    fileId,
    savedPath,
    createdAt,
  };
}

export function isFinished({ state }: Pick<Transfer, "state">): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}
