import { setTimeout as sleep } from "node:timers/promises";
import { keptError } from "../../../shared/domain/kept-error.ts";
import type { Transfer } from "../../../shared/domain/transfer.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import { createSharedRuns } from "../../platform/shared-runs.ts";
import { filesOf } from "../files/files-service.ts";
import { newDownload, newUpload } from "./new-transfer.ts";
import { createPartFiles, type PartFiles } from "./part-file.ts";
import { createTransferBoard } from "./transfer-board.ts";
import { createTransferQueue } from "./transfer-queue.ts";
import { isFinished, type TransferRecord, toTransfer } from "./transfer-record.ts";
import { createTransferRunner, interrupted, type RunnerDeps } from "./transfer-runner.ts";
import type { TransfersRepository } from "./transfers-repository.ts";

export interface TransfersDeps extends Omit<RunnerDeps, "board" | "onProgress" | "partFiles"> {
  readonly partFiles?: PartFiles;
  readonly repository: TransfersRepository;
  readonly resolveHandle: (handle: string) => string;
  /** Where downloads go without asking. */
  readonly downloadFolder: () => Promise<string>;
  /** Null when the person cancelled. */
  readonly pickFolder: () => Promise<string | null>;
  readonly showInFolder: (path: string) => Promise<void>;
  readonly emit: Emit;
  readonly now?: () => number;
}

export type TransfersService = ReturnType<typeof createTransfersService>;
type Watch = (doneBytes: number, size: number) => void;

const atOncePerAccount = 3;
/** How long an app that is closing waits for the answer to a register call. */
const registeringMs = 5000;

/** Uploads and downloads: a queue that outlives the app, three at a time for each account. */
export function createTransfersService(deps: TransfersDeps) {
  const { now = Date.now, partFiles = createPartFiles() } = deps;
  const board = createTransferBoard(deps.repository, deps.emit);
  const watches = new Map<string, Watch>();
  const onProgress = (id: string, doneBytes: number) => watches.get(id)?.(doneBytes, board.get(id).size);
  const runner = createTransferRunner({ ...deps, partFiles, board, onProgress });
  const queue = createTransferQueue(atOncePerAccount, runner.run);
  const active = new Map<string, Promise<void>>();
  const retries = createSharedRuns();

  function begin({ accountId, id }: TransferRecord): Promise<void> {
    const ending = queue.add(accountId, id).finally(() => active.delete(id));
    active.set(id, ending);
    return ending;
  }

  async function enqueue(records: readonly TransferRecord[]): Promise<Transfer[]> {
    await board.loaded();
    for (const record of records) await board.put(record);
    for (const record of records) void begin(record);
    return records.map(toTransfer);
  }

  async function toEnd(record: TransferRecord, watch?: Watch): Promise<TransferRecord> {
    if (watch) watches.set(record.id, watch);
    // Never "queued" on the disk: an app that opens meanwhile begins what waits there, and it would run twice.
    await enqueue([{ ...record, state: "running", runnerPid: process.pid }]);
    await active.get(record.id);
    watches.delete(record.id);
    const { state, error, ...rest } = board.get(record.id);
    if (state === "done") return { state, error, ...rest };
    const { code = "cancelled", message = "cancelled", server, network } = error ?? {};
    throw new AppError(code, message, { server, network });
  }

  async function dropPart({ state, partPath }: TransferRecord): Promise<void> {
    if (partPath === null) return;
    await (state === "done" ? partFiles.removeLeftover(partPath) : partFiles.remove(partPath));
  }

  /** What is still held by another program waits for the next start. */
  async function dropLeftovers(): Promise<void> {
    for (const record of board.all()) {
      if (record.state !== "done" || record.partPath === null) continue;
      const isGone = await dropPart(record).then(
        () => true,
        () => false,
      );
      if (isGone) await board.patch(record.id, { partPath: null });
    }
  }

  /** A crash may leave a part with holes in it, so such a download begins anew. */
  async function markInterrupted(record: TransferRecord): Promise<void> {
    await dropPart(record);
    const error = keptError(interrupted());
    await board.put({ ...record, state: "failed", error, partPath: null, validator: null });
  }

  async function retry(id: string): Promise<void> {
    await board.loaded();
    const record = board.get(id);
    if (record.state !== "failed" && record.state !== "cancelled") {
      throw new AppError("invalid", "only a failed or cancelled transfer can be tried again");
    }
    await active.get(id);
    await board.patch(id, { state: "queued", error: null });
    void begin(record);
  }

  const place = (accountId: string, groupId: string) => ({ accountId, groupId, createdAt: now() });

  return {
    /**
     * Once, when the app opens (not from the command line, beside which an app may be running): what was under
     * way when it ended is "failed" and can be retried, what was waiting begins.
     */
    async start(): Promise<void> {
      await board.loaded();
      for (const record of board.all().reverse()) {
        if (record.state === "queued") void begin(record);
        else if (!isFinished(record)) await markInterrupted(record);
      }
      await dropLeftovers();
    },

    /** How many wait or run in this process. */
    underWay: (): number => active.size,

    /** Resolves when nothing waits or runs any more, whatever was added meanwhile. */
    async idle(): Promise<void> {
      while (active.size > 0) await Promise.all(active.values());
    },

    /**
     * Stops what runs, keeping what a retry after the next start can use, or, with `resumesLater`, what the next
     * start() itself goes on with. Await it before the database closes. Waits for a server's answer to a register call
     * for a moment only, and not at all where nothing goes on later: a retry reads the list before it registers again.
     */
    async stop({ resumesLater = false }: { readonly resumesLater?: boolean } = {}): Promise<void> {
      const registering: Promise<void>[] = [];
      const ending: Promise<void>[] = [];
      for (const [id, end] of active) {
        const { accountId, state } = board.get(id);
        (state === "registering" ? registering : ending).push(end);
        if (!queue.drop(accountId, id)) runner.stop(id, resumesLater ? "requeued" : "interrupted");
      }
      await Promise.all(ending);
      if (resumesLater && registering.length > 0) {
        const answered = new AbortController();
        const all = Promise.all(registering).finally(() => answered.abort());
        const patience = sleep(registeringMs, undefined, { signal: answered.signal }).catch(() => undefined);
        await Promise.race([all, patience]);
      }
      await dropLeftovers();
      board.stop();
    },

    async list(): Promise<Transfer[]> {
      await board.loaded();
      return board.all().map(toTransfer);
    },

    /** All files are looked at before the first is queued: one that cannot be uploaded refuses the call. */
    async upload(accountId: string, groupId: string, handles: readonly string[]): Promise<Transfer[]> {
      await filesOf(deps.backendFor(accountId));
      const paths = handles.map(deps.resolveHandle);
      return enqueue(await Promise.all(paths.map((path) => newUpload(place(accountId, groupId), path))));
    },

    /** [] when the person was asked for a folder and chose none. */
    async download(
      accountId: string,
      groupId: string,
      fileIds: readonly string[],
      choosesFolder: boolean,
    ): Promise<Transfer[]> {
      const found = await deps.files.find(accountId, groupId, [...new Set(fileIds)]);
      const folder = choosesFolder ? await deps.pickFolder() : await deps.downloadFolder();
      if (folder === null) return [];
      return enqueue(found.map((file) => newDownload(place(accountId, groupId), file, folder)));
    },

    async cancel(id: string): Promise<void> {
      await board.loaded();
      const { accountId, state } = board.get(id);
      if (state === "done" || (state !== "failed" && runner.stop(id, "cancelled"))) return;
      // One that has just failed may still be putting its things away.
      if (!queue.drop(accountId, id)) await active.get(id);
      await dropPart(board.get(id));
      await board.patch(id, { state: "cancelled", error: null, partPath: null, validator: null });
    },

    /**
     * Begins where the last try left off: registers only, or fetches only the rest, where that is sound. Singleflight:
     * asked again before it has begun, it is not begun twice.
     */
    retry: (id: string) => retries.share(id, "retry", () => retry(id)),

    async clearFinished(): Promise<void> {
      await board.loaded();
      const finished = board.all().filter(isFinished);
      for (const record of finished) await dropPart(record);
      await board.remove(finished.map(({ id }) => id));
    },

    async showInFolder(id: string): Promise<void> {
      await board.loaded();
      const { savedPath } = board.get(id);
      if (savedPath === null) throw new AppError("not_found", "nothing was saved by this transfer");
      await deps.showInFolder(savedPath);
    },

    /** Before an account goes: nothing of it runs, lies half finished, or is listed when this answers. */
    async cancelAccount(accountId: string): Promise<void> {
      await board.loaded();
      const own = board.all().filter((record) => record.accountId === accountId);
      for (const { id } of own) {
        if (!queue.drop(accountId, id)) runner.stop(id, "cancelled");
      }
      await Promise.all(own.map(({ id }) => active.get(id)));
      for (const { id } of own) await dropPart(board.get(id));
      await board.remove(own.map(({ id }) => id));
    },

    /** For the command line: uploads one file, under its own name or another, and answers when it is in the group. */
    async uploadAndWait(accountId: string, groupId: string, path: string, name?: string, watch?: Watch) {
      const done = await toEnd(await newUpload(place(accountId, groupId), path, name), watch);
      if (done.fileId === null) throw new AppError("bad_answer", "the server gave the file no id");
      return { fileId: done.fileId, name: done.name, size: done.size };
    },

    /** For the command line: answers when the file lies in the folder under its final name. */
    async downloadAndWait(accountId: string, groupId: string, fileId: string, folder: string, watch?: Watch) {
      const [file] = await deps.files.find(accountId, groupId, [fileId]);
      if (file === undefined) throw new AppError("not_found", "the group has no such file");
      const done = await toEnd(newDownload(place(accountId, groupId), file, folder), watch);
      if (done.savedPath === null) throw new AppError("internal", "a finished download without a path");
      return { path: done.savedPath, size: done.size };
    },
  };
}
