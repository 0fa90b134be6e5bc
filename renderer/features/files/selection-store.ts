import type { GroupFile } from "../../../shared/domain/group-file.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { createListSelection } from "../../list-selection.ts";
import { readFileIds, readFiles, type ShownFiles, useFilesStore } from "./files-store.ts";

interface GroupPlace extends Readonly<Record<string, string>> {
  readonly accountId: string;
  readonly groupId: string;
}

/** Which files of the group on screen are chosen. */
export function createSelectionStore(bridge: AppBridge, shown: () => ShownFiles) {
  return createListSelection<GroupPlace, GroupFile, ShownFiles>({
    shown,
    readRows: (question, offset, limit) => readFiles(bridge, question, offset, limit),
    readIds: (question) => readFileIds(bridge, question),
  });
}

export const useSelectionStore = createSelectionStore(bridge, useFilesStore.getState);
