import { type KeyboardEvent, type MouseEvent, useCallback } from "react";
import type { GroupFile } from "../../../shared/domain/group-file.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { FileIcon, SearchIcon, UploadIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { useFileActionsStore } from "./file-actions-store.ts";
import { FileRow } from "./file-row.tsx";
import { useFilesStore } from "./files-store.ts";
import { planDelete } from "./plan-delete.ts";
import { useSelectionStore } from "./selection-store.ts";

const fileRowHeight = 36;

/** The rows, or what stands in their place. A click chooses, Enter or a double click downloads. */
export function FileList({ listKey, onUpload }: { readonly listKey: string; readonly onUpload: () => void }) {
  const text = useText("files");
  const { list, query, isSyncing, ensureRange, reload } = useFilesStore();
  const { ids, choose, setAnchor, toggle, extendTo, all, clear } = useSelectionStore();
  const { renamingId, download, startRename } = useFileActionsStore();
  const downloadOne = useCallback((file: GroupFile) => void download([file.id], false), [download]);

  /** The choice, where this row belongs to it; else the row alone. */
  const withRow = ({ id }: GroupFile) => (ids.has(id) ? [...ids] : [id]);

  function onActivate(file: GroupFile, index: number, event: MouseEvent | KeyboardEvent) {
    if (event.type === "keydown") void download(withRow(file), false);
    else if (event.shiftKey) void extendTo(index);
    else if (event.ctrlKey || event.metaKey) toggle(file.id, index);
    else if (event.detail >= 2) void download([file.id], false);
    else {
      choose([file.id]);
      setAnchor(index);
    }
  }
  function onRowKeyDown(event: KeyboardEvent, file: GroupFile | undefined, index: number) {
    const isControl = event.ctrlKey || event.metaKey;
    if (event.shiftKey && /^(?:Arrow|Page|Home|End)/.test(event.key)) void extendTo(index);
    else if (isControl && event.key.toLowerCase() === "a") void all();
    else if (event.key === "Escape" && ids.size > 0) clear();
    else if (file === undefined) return;
    else if (event.key === " ") toggle(file.id, index);
    else if (event.key === "F2") startRename(file.id);
    else if (event.key === "Delete") planDelete(withRow(file));
    else return;
    event.preventDefault();
  }

  if (list.total === null || (list.total === 0 && isSyncing && query === "")) {
    if (list.loadError)
      return <ErrorLine error={list.loadError} title={text("loadFailed")} onRetry={reload} />;
    return <Skeleton rows={14} rowHeight={fileRowHeight} label={text("loading")} />;
  }
  if (list.total === 0) {
    if (query) {
      return (
        <EmptyState icon={<SearchIcon size={32} />} title={text("noMatchTitle")} hint={text("noMatchHint")} />
      );
    }
    return (
      <EmptyState
        icon={<FileIcon size={36} />}
        title={text("emptyTitle")}
        hint={text("emptyHint")}
        action={
          <Button icon={<UploadIcon />} onClick={onUpload}>
            {text("upload")}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <ErrorLine error={list.loadError} title={text("loadFailed")} onRetry={reload} />
      <div className="list-space">
        <VirtualList
          key={listKey}
          ariaLabel={text("title")}
          total={list.total}
          rowHeight={fileRowHeight}
          hasAvatar={false}
          rowAt={list.rowAt}
          ensureRange={ensureRange}
          isMultiSelect
          isSelected={(file) => ids.has(file.id)}
          onActivate={onActivate}
          onRowKeyDown={onRowKeyDown}
          renderRow={(file) => (
            <FileRow file={file} isRenaming={file.id === renamingId} onDownload={downloadOne} />
          )}
        />
      </div>
    </>
  );
}
