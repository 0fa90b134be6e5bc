import { planForItems } from "../jobs/jobs-store.ts";
import { useFileActionsStore } from "./file-actions-store.ts";
import { useSelectionStore } from "./selection-store.ts";

/** Shows what deleting these would do; the selection lets go of them when it has begun. */
export function planDelete(fileIds: readonly string[]): void {
  const { place } = useFileActionsStore.getState();
  if (place === null || fileIds.length === 0) return;
  const { accountId, groupId } = place;
  const items = fileIds.map((targetId) => ({ groupId, targetId }));
  planForItems([{ accountId, items, action: { type: "delete_files" } }], () =>
    useSelectionStore.getState().forgetWithin(fileIds),
  );
}
