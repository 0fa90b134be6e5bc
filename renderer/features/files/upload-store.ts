import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { FileHandle } from "../../../shared/ipc/window.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import type { Place } from "./file-actions-store.ts";

/** Why one of the files brought was not uploaded. */
export interface UploadProblem {
  readonly id: string;
  readonly name: string;
  readonly reason: "folder" | "empty" | AppError;
}

export interface UploadStore {
  readonly place: Place | null;
  readonly problems: readonly UploadProblem[];
  /** Opens the system's dialog. */
  pick(place: Place): Promise<void>;
  /** Dropped or pasted files. */
  bring(place: Place, files: readonly File[]): Promise<void>;
  dismiss(): void;
}

const maxAtOnce = 500;

/** From the person's files to queued uploads; what cannot be uploaded is listed by name, the rest goes. */
export function createUploadStore(bridge: AppBridge) {
  let lastId = 0;
  return create<UploadStore>()((set, get) => {
    function tell(place: Place, name: string, reason: UploadProblem["reason"]): void {
      lastId += 1;
      const problem = { id: `problem-${lastId}`, name, reason };
      if (get().place === place) set(({ problems }) => ({ problems: [...problems, problem] }));
    }

    async function adopt(place: Place, file: File): Promise<FileHandle | null> {
      try {
        return await bridge.adoptFile(file);
      } catch (cause) {
        tell(place, file.name, toAppError(cause));
        return null;
      }
    }

    async function queue(place: Place, handles: readonly FileHandle[]): Promise<void> {
      if (handles.length === 0) return;
      try {
        const { accountId, groupId } = place;
        await bridge.call("transfers.upload", {
          accountId,
          groupId,
          handles: handles.map(({ handle }) => handle),
        });
      } catch (cause) {
        // One bad file refuses the whole call; asked one by one, the good ones go.
        if (handles.length > 1) for (const handle of handles) await queue(place, [handle]);
        else tell(place, handles[0]?.name ?? "", toAppError(cause));
      }
    }

    async function upload(place: Place, handles: readonly FileHandle[]): Promise<void> {
      for (const { name } of handles.filter(({ isFolder }) => isFolder)) tell(place, name, "folder");
      const files = handles.filter(({ isFolder }) => !isFolder);
      for (const { name } of files.filter(({ size }) => size === 0)) tell(place, name, "empty");
      const good = files.filter(({ size }) => size > 0);
      for (let at = 0; at < good.length; at += maxAtOnce) await queue(place, good.slice(at, at + maxAtOnce));
    }

    return {
      place: null,
      problems: [],
      async pick(place) {
        set({ place, problems: [] });
        try {
          await upload(place, await bridge.call("shell.pickFiles"));
        } catch (cause) {
          tell(place, "", toAppError(cause));
        }
      },
      async bring(place, files) {
        set({ place, problems: [] });
        const handles = await Promise.all(files.map((file) => adopt(place, file)));
        await upload(
          place,
          handles.filter((handle) => handle !== null),
        );
      },
      dismiss: () => set({ problems: [] }),
    };
  });
}

export const useUploadStore = createUploadStore(bridge);
