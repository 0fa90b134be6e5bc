import type { GroupFile } from "../../../shared/domain/group-file.ts";
import { AppError, effectOf, toAppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { FileBackend, GroupBackend, RemoteFile } from "../../backends/backend.ts";
import { type ReadBack, readOnce } from "../../platform/read-back.ts";
import type { ActivityJournal } from "../activity/activity-service.ts";
import type { CachedFile, FilesRepository, FilesSearch, FilesWindow } from "./files-repository.ts";
import { type FileSighting, mostSightings, seenFiles } from "./seen-files.ts";

export interface FilesDeps {
  readonly repository: FilesRepository;
  readonly backendFor: (accountId: string) => GroupBackend | Promise<GroupBackend>;
  /** Keeps the "as of" mark of a group's files. */
  readonly markSynced: (accountId: string, groupId: string, at: number) => Promise<void>;
  /** When the files of a group last arrived, null before the first time; who we are. */
  readonly before: (
    accountId: string,
    groupId: string,
  ) => Promise<{ syncedAt: number | null; selfId: string | null }>;
  readonly activity: Pick<ActivityJournal, "attempt" | "recordSeen">;
  readonly emit: Emit;
  /** Absent: reads follow writes at once. */
  readonly readBack?: ReadBack;
  readonly now?: () => number;
}

export type FilesService = ReturnType<typeof createFilesService>;

/** The shared files of a group: server first, then cache, then event. */
export function createFilesService(deps: FilesDeps) {
  const { repository, backendFor, markSynced, before, activity, emit, now = Date.now } = deps;
  const { readBack: readUntil = readOnce } = deps;
  // Begins at the clock, so that it grows across restarts too.
  let revision = now();
  /** Files we are deleting: that they are gone is no news. */
  const inHand = new Set<string | null>();
  const syncing = new Map<string, Promise<readonly RemoteFile[]>>();

  const changed = (accountId: string, groupId: string) => {
    revision += 1;
    emit("files.changed", { accountId, groupId });
  };

  /** Waits out a sync whose list may be older than what we are about to write: it would undo it. */
  const afterSync = async (accountId: string, groupId: string) => {
    await Promise.allSettled([syncing.get(`${accountId} ${groupId}`)]);
  };

  async function fetchList(accountId: string, groupId: string): Promise<readonly RemoteFile[]> {
    let count = 0;
    const progress = (isFinished: boolean) =>
      emit("sync.progress", {
        accountId,
        groupId,
        what: "files",
        done: count,
        total: isFinished ? count : null,
        isFinished,
      });
    progress(false);
    try {
      const list = await (await filesOf(backendFor(accountId))).list(groupId);
      count = list.length;
      const { syncedAt, selfId } = await before(accountId, groupId);
      const outcome = await repository.replaceAll(accountId, groupId, list, mostSightings);
      await markSynced(accountId, groupId, now());
      const { inserted, updated, removed } = outcome;
      if (inserted + updated + removed > 0) changed(accountId, groupId);
      if (syncedAt !== null) {
        const seen = seenFiles(outcome, selfId).filter(({ targetId }) => !inHand.has(targetId));
        await tellSeen(accountId, groupId, syncedAt, seen);
      }
      return list;
    } finally {
      progress(true);
    }
  }

  async function tellSeen(accountId: string, groupId: string, since: number, seen: readonly FileSighting[]) {
    const place = { accountId, groupId, groupName: null, outcome: "done" } as const;
    const activities = seen.map((sighting) => ({ ...sighting, ...place }));
    await activity.recordSeen({ accountId, groupId, since, activities });
  }

  /** One sync of a group at a time; who comes meanwhile shares it. */
  function readList(accountId: string, groupId: string): Promise<readonly RemoteFile[]> {
    const key = `${accountId} ${groupId}`;
    const running = syncing.get(key) ?? fetchList(accountId, groupId).finally(() => syncing.delete(key));
    syncing.set(key, running);
    return running;
  }

  /** Reads the list anew, not sharing one that was asked for before now; where reads lag, until it is as it should be. */
  function readBack(
    accountId: string,
    groupId: string,
    isSo: (list: readonly RemoteFile[]) => boolean = () => true,
  ): Promise<readonly RemoteFile[]> {
    return readUntil(async () => {
      await afterSync(accountId, groupId);
      return await readList(accountId, groupId);
    }, isSo);
  }

  /** An answer that never came is resolved by reading the list: the name either changed or did not. */
  async function renameThere(
    accountId: string,
    groupId: string,
    fileId: string,
    name: string,
  ): Promise<void> {
    const files = await filesOf(backendFor(accountId));
    try {
      await files.rename(groupId, fileId, name);
    } catch (cause) {
      if (effectOf(cause) !== "unknown") throw cause;
      const isRenamed = (list: readonly RemoteFile[]) =>
        list.some((file) => file.id === fileId && file.name === name);
      const list = await readBack(accountId, groupId, isRenamed).catch(() => []);
      if (!isRenamed(list)) throw cause;
    }
  }

  async function removeThere(
    accountId: string,
    groupId: string,
    fileIds: readonly string[],
  ): Promise<Deletion[]> {
    const files = await filesOf(backendFor(accountId));
    let answered: readonly Deletion[] = [];
    let failure = new AppError("outcome_unknown", "the server's answer does not name this file");
    try {
      answered = await files.remove(groupId, fileIds);
    } catch (cause) {
      if (effectOf(cause) !== "unknown") throw cause;
      failure = toAppError(cause);
    }
    const named = new Map(answered.map((outcome) => [outcome.fileId, outcome]));
    if (fileIds.every((fileId) => named.has(fileId))) return [...named.values()];
    const isGone = (files: readonly RemoteFile[]) =>
      !files.some(({ id }) => fileIds.includes(id) && !named.has(id));
    const list = await readBack(accountId, groupId, isGone).catch(() => {
      throw failure; // What went wrong first says more than that we could not look.
    });
    const left = new Set(list.map((file) => file.id));
    return fileIds.map((fileId) => {
      const isLeft = left.has(fileId);
      return named.get(fileId) ?? { fileId, isDeleted: !isLeft, reason: isLeft ? failure.message : null };
    });
  }

  return {
    async window(query: FilesWindow): Promise<{ revision: number; total: number; rows: GroupFile[] }> {
      const asOf = revision;
      return { revision: asOf, ...(await repository.window(query)) };
    },

    /** Everything a search finds, in the list's order, frozen at this moment. */
    ids: (search: FilesSearch): Promise<string[]> => repository.ids(search),

    /** Brings the cache to the server's list. Offline is an error and leaves the cache as it was. */
    async sync(accountId: string, groupId: string): Promise<void> {
      await readList(accountId, groupId);
    },

    readBack,

    /** Whatever becomes of it is in the journal afterwards, but for what was never sent. */
    async rename(accountId: string, groupId: string, fileId: string, name: string): Promise<void> {
      const [known] = await repository.find(accountId, groupId, [fileId]);
      const act = {
        accountId,
        groupId,
        groupName: null,
        kind: "rename_file",
        targetId: fileId,
        targetName: name,
      } as const;
      const change = { field: "name", before: known?.name ?? null, after: name };
      await activity.attempt([act], async ({ ended, afterwards }) => {
        await renameThere(accountId, groupId, fileId, name);
        ended([{ ...act, outcome: "done", change }]);
        await afterwards(async () => {
          await afterSync(accountId, groupId);
          await repository.rename(accountId, groupId, fileId, name);
          changed(accountId, groupId);
        });
      });
    },

    /** One outcome for each file. Where the answer never came, what the list no longer holds counts as deleted. */
    async remove(accountId: string, groupId: string, fileIds: readonly string[]): Promise<Deletion[]> {
      const known = await repository.find(accountId, groupId, fileIds);
      const names = new Map(known.map(({ id, name }) => [id, name]));
      const actOn = (fileId: string) =>
        ({
          accountId,
          groupId,
          groupName: null,
          kind: "delete_file",
          targetId: fileId,
          targetName: names.get(fileId) ?? null,
        }) as const;
      try {
        for (const fileId of fileIds) inHand.add(fileId);
        return await activity.attempt(fileIds.map(actOn), async ({ ended, afterwards }) => {
          const outcomes = await removeThere(accountId, groupId, fileIds);
          ended(
            outcomes.map(({ fileId, isDeleted, reason }) => ({
              ...actOn(fileId),
              outcome: isDeleted ? "done" : "refused",
              detail: reason,
            })),
          );
          const gone = outcomes.filter(({ isDeleted }) => isDeleted).map(({ fileId }) => fileId);
          if (gone.length > 0) {
            await afterwards(async () => {
              await afterSync(accountId, groupId);
              await repository.remove(accountId, groupId, gone);
              changed(accountId, groupId);
            });
          }
          return outcomes;
        });
      } finally {
        for (const fileId of fileIds) inHand.delete(fileId);
      }
    },

    /** From the cache, else from the server. Throws "not_found" when even the server does not know one of them. */
    async find(accountId: string, groupId: string, fileIds: readonly string[]): Promise<CachedFile[]> {
      const known = await repository.find(accountId, groupId, fileIds);
      if (known.length === fileIds.length) return known;
      await readBack(accountId, groupId);
      const found = await repository.find(accountId, groupId, fileIds);
      if (found.length < fileIds.length)
        throw new AppError("not_found", "the group has no such file any more");
      return found;
    },

    /** A file the server has just registered. */
    async added(accountId: string, groupId: string, file: RemoteFile): Promise<void> {
      await afterSync(accountId, groupId);
      await repository.put(accountId, groupId, file);
      changed(accountId, groupId);
    },
  };
}

/** A file as the other services need it; its address stays in main and out of every log. */
export type FoundFile = CachedFile;

export type Deletion = { fileId: string; isDeleted: boolean; reason: string | null };

/** Throws "unsupported" for a backend without group files. */
export async function filesOf(backend: GroupBackend | Promise<GroupBackend>): Promise<FileBackend> {
  const { files } = await backend;
  if (files === null) throw new AppError("unsupported", "this kind of account has no group files");
  return files;
}
