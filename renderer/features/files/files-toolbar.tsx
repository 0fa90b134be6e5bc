import type { RefObject } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { formatDate } from "../../ui/formatters.ts";
import { DownloadIcon, EditIcon, FolderIcon, RefreshIcon, TrashIcon, UploadIcon } from "../../ui/icons.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { ToolbarChoice } from "../../ui/toolbar-choice.tsx";
import { useFileActionsStore } from "./file-actions-store.ts";
import { type FileSort, useFilesStore } from "./files-store.ts";
import { planDelete } from "./plan-delete.ts";
import { useSelectionStore } from "./selection-store.ts";

interface FilesToolbarProps {
  readonly tab: RefObject<HTMLDivElement | null>;
  readonly syncedAt: number | null;
  readonly onUpload: () => void;
}

/** Search, order, how many and how old; what can be done with the chosen files; upload. */
export function FilesToolbar({ tab, syncedAt, onUpload }: FilesToolbarProps) {
  const text = useText("files");
  const appText = useText("app");
  const language = useLanguage();
  const { list, query, sort, isSyncing, search, sortBy, sync } = useFilesStore();
  const { ids, clear } = useSelectionStore();
  const { download, startRename } = useFileActionsStore();
  const chosen = [...ids];
  const [first] = chosen;
  const hasNone = first === undefined;

  function words(): string {
    if (chosen.length > 1) return text("selected", { count: chosen.length });
    const isUnknown = list.total === null || (list.total === 0 && isSyncing);
    return isUnknown ? "" : text(query ? "found" : "count", { count: list.total ?? 0 });
  }
  return (
    <div className="toolbar files-toolbar">
      <SearchField
        place="page"
        label={text("search")}
        value={query}
        onChange={(value) => {
          clear();
          search(value);
        }}
        results={tab}
      />
      <ToolbarChoice<FileSort>
        label={text("sort")}
        value={sort}
        options={[
          { value: "newest", label: text("sortNewest") },
          { value: "name", label: text("sortName") },
          { value: "size", label: text("sortSize") },
        ]}
        onChange={(value) => {
          clear();
          sortBy(value);
        }}
      />
      <span className="toolbar-words digits" role="status">
        {words()}
      </span>
      <span className="toolbar-words digits">
        {isSyncing
          ? text("syncing")
          : syncedAt !== null && appText("asOf", { time: formatDate(syncedAt, language) })}
      </span>
      <div className="files-actions">
        <IconButton
          label={text("refresh")}
          shortcut="F5"
          icon={<RefreshIcon />}
          isBusy={isSyncing}
          onClick={() => void sync()}
        />
        <IconButton
          label={text("download")}
          shortcut="Enter"
          icon={<DownloadIcon />}
          disabled={hasNone}
          onClick={() => void download(chosen, false)}
        />
        <IconButton
          label={text("downloadTo")}
          icon={<FolderIcon />}
          disabled={hasNone}
          onClick={() => void download(chosen, true)}
        />
        <IconButton
          label={text("rename")}
          shortcut="F2"
          icon={<EditIcon />}
          disabled={chosen.length !== 1}
          onClick={() => first !== undefined && startRename(first)}
        />
        <IconButton
          label={text("delete")}
          shortcut="Delete"
          icon={<TrashIcon />}
          disabled={hasNone}
          onClick={() => planDelete(chosen)}
        />
      </div>
      <Button variant="primary" icon={<UploadIcon />} onClick={onUpload}>
        {text("upload")}
      </Button>
    </div>
  );
}
