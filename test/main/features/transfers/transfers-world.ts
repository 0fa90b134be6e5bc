import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { FileBackend, GroupBackend, RemoteFile } from "../../../../main/backends/backend.ts";
import { createFilesRepository } from "../../../../main/features/files/files-repository.ts";
import { createFilesService } from "../../../../main/features/files/files-service.ts";
import type { PartFiles } from "../../../../main/features/transfers/part-file.ts";
import { createTransfersRepository } from "../../../../main/features/transfers/transfers-repository.ts";
import { createTransfersService } from "../../../../main/features/transfers/transfers-service.ts";
import { createByteTransport } from "../../../../main/platform/byte-transport.ts";
import { openDatabase } from "../../../../main/platform/database/open-database.ts";
import type { Transfer } from "../../../../shared/domain/transfer.ts";
import type { AppError } from "../../../../shared/errors.ts";
import type { EventName } from "../../../../shared/ipc/contract.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { testNetwork } from "../../../support/test-network.ts";
import { keptActivity } from "../activity/kept-activity.ts";
import { startStorage } from "./storage-server.ts";

export const accountId = "11111111-1111-4111-8111-111111111111";
export const groupId = "2306414607729";
export const token = "token-that-must-stay-home";

/** A group's files as the server holds them, with counters for what it was asked. */
function fakeFileBackend(storageOrigin: string) {
  const list: RemoteFile[] = [];
  const asked = { tickets: 0, registers: 0, lists: 0 };
  const next = {
    ticket: {
      uploadUrl: `${storageOrigin}/bucket`,
      method: "POST" as "POST" | "PUT",
      headers: {} as Record<string, string>,
    },
    /** Thrown by the next register call, before or after it did its work. */
    registerFails: null as { error: AppError; isDone: boolean } | null,
    onRegister: async () => {},
  };
  const files: FileBackend = {
    async list() {
      asked.lists += 1;
      return [...list];
    },
    async rename(_group, fileId, name) {
      const at = list.findIndex((file) => file.id === fileId);
      const file = list[at];
      if (file) list[at] = { ...file, name };
    },
    async remove(_group, fileIds) {
      return fileIds.map((fileId) => {
        const at = list.findIndex((file) => file.id === fileId);
        if (at >= 0) list.splice(at, 1);
        return { fileId, isDeleted: at >= 0, reason: at >= 0 ? null : "no such file" };
      });
    },
    async ticket() {
      asked.tickets += 1;
      return {
        ...next.ticket,
        fields: [
          ["key", "chat/1"],
          ["policy", "p"],
        ],
        downloadUrl: `${storageOrigin}/object/${asked.tickets}?file_sign=s`,
      };
    },
    async register(_group, file) {
      asked.registers += 1;
      await next.onRegister();
      const failure = next.registerFails;
      next.registerFails = null;
      if (failure && !failure.isDone) throw failure.error;
      const registered: RemoteFile = { ...file, id: `90${list.length}`, uploaderId: "7", createdAt: 1000 };
      list.push(registered);
      if (failure) throw failure.error;
      return registered;
    },
    downloadSource: async (url) => ({ url, headers: {} }),
  };
  return { files, list, asked, next };
}

/** Real storage, real SQLite, real files; only the group API is a stand-in. */
export async function transfersWorld(partFiles?: PartFiles) {
  const folder = await tempFolder();
  const storage = await startStorage();
  onTestFinished(() => storage.stop());
  const database = await openDatabase(join(folder, "cache.sqlite"));
  onTestFinished(() => database.close());
  await database.run(
    `INSERT INTO accounts (id, kind, name, api_url, app_id, self_id, is_demo, allows_insecure_http, can_renew, secret_place, created_at)
      VALUES (?, 'lanying', 'a', 'http://127.0.0.1', 'app', NULL, 0, 0, 0, 'memory', 0)`,
    [accountId],
  );
  const api = fakeFileBackend(storage.origin);
  const backend = { kind: "lanying", files: api.files } as unknown as GroupBackend;
  const emitted: { name: EventName; payload: unknown }[] = [];
  const reported: AppError[] = [];
  const shown: string[] = [];
  const emit = (name: EventName, payload: unknown) => void emitted.push({ name, payload });
  const { kept, activity } = keptActivity();
  const marks = { syncedAt: null as number | null, selfId: "7" };
  const files = createFilesService({
    repository: createFilesRepository(database),
    backendFor: () => backend,
    markSynced: async (_account, _group, at) => {
      marks.syncedAt = at;
    },
    before: async () => ({ ...marks }),
    activity,
    emit,
  });
  const startService = () => {
    const service = createTransfersService({
      ...(partFiles && { partFiles }),
      activity,
      repository: createTransfersRepository(database),
      transport: createByteTransport(testNetwork),
      files,
      backendFor: () => backend,
      resolveHandle: (handle) => join(folder, handle),
      downloadFolder: async () => join(folder, "downloads"),
      pickFolder: async () => null,
      showInFolder: async (path) => void shown.push(path),
      emit,
      report: (error) => void reported.push(error),
    });
    onTestFinished(() => service.stop());
    return service;
  };
  const service = startService();

  /** Puts a file on the server: its bytes in the storage, its entry in the group's list. */
  function share(name: string, bytes: Buffer, size = bytes.length): string {
    const id = `80${api.list.length}`;
    const url = `${storage.origin}/object/${id}`;
    storage.objects.set(`/object/${id}`, bytes);
    api.list.push({ id, name, size, type: "", uploaderId: null, createdAt: 1, url });
    return id;
  }

  return {
    ...{ folder, storage, database, api, files, emitted, reported, shown, kept },
    ...{ service, startService, share, downloads: join(folder, "downloads") },
  };
}

/** Asks until the transfer is in one of the states. */
export async function reaches(
  service: { list(): Promise<Transfer[]> },
  id: string,
  ...states: Transfer["state"][]
): Promise<Transfer> {
  for (;;) {
    const found = (await service.list()).find((transfer) => transfer.id === id);
    if (found && states.includes(found.state)) return found;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
