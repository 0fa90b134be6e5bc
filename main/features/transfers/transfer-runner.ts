import { keptError } from "../../../shared/domain/kept-error.ts";
import { AppError, toAppError } from "../../../shared/errors.ts";
import type { GroupBackend, RemoteFile } from "../../backends/backend.ts";
import type { ByteTransport } from "../../platform/byte-transport.ts";
import { type ActivityService, failed, type NewActivity } from "../activity/activity-service.ts";
import { type FilesService, filesOf } from "../files/files-service.ts";
import { download } from "./download-job.ts";
import type { PartFiles } from "./part-file.ts";
import { registerUpload } from "./register-upload.ts";
import type { TransferBoard } from "./transfer-board.ts";
import type { JobContext } from "./transfer-record.ts";
import { sendBytes } from "./upload-job.ts";

export interface RunnerDeps {
  readonly board: TransferBoard;
  readonly transport: ByteTransport;
  readonly partFiles: PartFiles;
  readonly files: Pick<FilesService, "find" | "added" | "readBack">;
  readonly backendFor: (accountId: string) => GroupBackend | Promise<GroupBackend>;
  readonly activity: Pick<ActivityService, "record">;
  /** Hears of failures nobody waits for, e.g. that the cache could not be written. */
  readonly report: (error: AppError) => void;
  readonly onProgress: (id: string, doneBytes: number) => void;
}

/**
 * Why a running job is stopped: the person wished it, the app is closing and the person may try again later, or it is
 * closing and goes on by itself at its next start.
 */
export type StopReason = "cancelled" | "interrupted" | "requeued";

/** Takes one queued transfer through its states to an end. */
export function createTransferRunner(deps: RunnerDeps) {
  const { board, files } = deps;
  const stops = new Map<string, AbortController>();

  async function upload(job: JobContext): Promise<void> {
    const { id, accountId, groupId } = job.record();
    const backend = await filesOf(deps.backendFor(accountId));
    if (job.record().arrivedUrl === null) {
      await sendBytes(job, { transport: deps.transport, files: backend });
    }
    job.signal.throwIfAborted();
    await job.save({ state: "registering", doneBytes: job.record().size });
    const registered = await registerUpload(job, backend, (isSo) => files.readBack(accountId, groupId, isSo));
    await job.save({ state: "done", fileId: registered.id });
    await keep(id, { outcome: "done" });
    await showInList(id, registered);
  }

  /** The upload is done whatever happens here: a sync will show it too. */
  async function showInList(id: string, file: RemoteFile): Promise<void> {
    const { accountId, groupId } = board.get(id);
    await files.added(accountId, groupId, file).catch((cause: unknown) => deps.report(toAppError(cause)));
  }

  async function fetchFile(job: JobContext): Promise<void> {
    const { accountId, groupId } = job.record();
    const backend = await filesOf(deps.backendFor(accountId));
    await download(job, {
      transport: deps.transport,
      partFiles: deps.partFiles,
      files: backend,
      async find(fileId) {
        const [file] = await files.find(accountId, groupId, [fileId]);
        if (file === undefined) throw new AppError("not_found", "the group has no such file any more");
        return file;
      },
    });
    await job.save({ state: "done" });
    await keep(job.record().id, { outcome: "done" });
  }

  /** What is done is done, also where the journal cannot be written: that is told beside it. */
  async function keep(id: string, end: Pick<NewActivity, "outcome" | "detail">): Promise<void> {
    const { accountId, groupId, direction, fileId: targetId, name: targetName } = board.get(id);
    const kind = direction === "upload" ? "upload_file" : "download_file";
    await deps.activity
      .record([{ accountId, groupId, groupName: null, kind, targetId, targetName, ...end }])
      .catch((cause: unknown) => deps.report(toAppError(cause)));
  }

  async function fail(id: string, cause: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted && signal.reason === "cancelled") {
      await board.patch(id, { state: "cancelled", error: null });
      return;
    }
    // Only what cannot have reached the group: a register call whose answer is missing is the person's to repeat.
    if (signal.aborted && signal.reason === "requeued" && board.get(id).state === "running") {
      await board.patch(id, { state: "queued", error: null });
      return;
    }
    const error = signal.aborted ? interrupted() : toAppError(cause);
    await board.patch(id, { state: "failed", error: keptError(error) });
    if (signal.aborted) return;
    const end = failed(cause);
    await keep(id, board.get(id).mayBeRegistered ? end : { ...end, outcome: "refused" });
  }

  return {
    /** Never rejects: how it ended is in the record. */
    async run(id: string): Promise<void> {
      const stop = new AbortController();
      const { signal } = stop;
      stops.set(id, stop);
      const job: JobContext = {
        signal,
        record: () => board.get(id),
        save: (patch) => board.patch(id, patch),
        progress: (doneBytes) => {
          board.progress(id, doneBytes);
          deps.onProgress(id, doneBytes);
        },
      };
      try {
        await board.patch(id, { state: "running", error: null, runnerPid: process.pid });
        await (board.get(id).direction === "upload" ? upload(job) : fetchFile(job));
      } catch (cause) {
        await fail(id, cause, signal).catch((unsaved: unknown) => deps.report(toAppError(unsaved)));
      } finally {
        stops.delete(id);
      }
    },
    /** Answers at once; false where the transfer is not running. One that is being registered ends by itself. */
    stop(id: string, reason: StopReason): boolean {
      const stop = stops.get(id);
      stop?.abort(reason);
      return stop !== undefined;
    },
  };
}

/** What a transfer ends with when the app was closed under it. */
export function interrupted(): AppError {
  return new AppError("cancelled", "interrupted: the app was closed before it was finished");
}
