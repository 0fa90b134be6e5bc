import { create } from "zustand";
import { AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { type ReadIds, readIds } from "./read-ids.ts";

interface GroupPlace {
  readonly accountId: string;
  readonly groupId: string;
}

export interface PickIdsStore {
  readonly text: string;
  readonly read: ReadIds;
  /** Of the group, at this moment; null until known. */
  readonly memberIds: ReadonlySet<string> | null;
  readonly pickError: AppError | null;
  open(place: GroupPlace): Promise<void>;
  setText(text: string): void;
  takeFile(file: Blob): Promise<void>;
}

const nothing: ReadIds = { ids: [], unreadable: [] };
const mostBytes = 16 * 1024 * 1024;

/** Ids pasted or read from a file, beside what the group knows of them. */
export function createPickIdsStore(bridge: AppBridge) {
  let asked = 0;
  return create<PickIdsStore>()((set, get) => ({
    text: "",
    read: nothing,
    memberIds: null,
    pickError: null,
    async open(place) {
      asked += 1;
      const mine = asked;
      set({ text: "", read: nothing, memberIds: null, pickError: null });
      try {
        const ids = await bridge.call("members.ids", place);
        if (mine === asked) set({ memberIds: new Set(ids) });
      } catch (cause) {
        if (mine === asked) set({ pickError: toAppError(cause) });
      }
    },
    setText: (text) => set({ text, read: readIds(text), pickError: null }),
    async takeFile(file) {
      const mine = asked;
      try {
        if (file.size > mostBytes) throw new AppError("invalid", "a list of ids is smaller than 16 MiB");
        const text = decode(new Uint8Array(await file.arrayBuffer()));
        if (mine === asked) get().setText(text);
      } catch (cause) {
        if (mine === asked) set({ pickError: fileError(cause) });
      }
    },
  }));
}

function fileError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError("file_error", "the file could not be read", { cause });
}

/** UTF-16 where its mark says so; else UTF-8, else what Chinese spreadsheets save. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

export const usePickIdsStore = createPickIdsStore(bridge);
