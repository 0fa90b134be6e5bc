import { useEffect, useRef } from "react";
import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { FileIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useGroupStore } from "../groups/group-store.ts";
import { type Place, useFileActionsStore } from "./file-actions-store.ts";
import { FileList } from "./file-list.tsx";
import { ActionProblems } from "./file-problems.tsx";
import { useFilesStore } from "./files-store.ts";
import { FilesToolbar } from "./files-toolbar.tsx";
import { useSelectionStore } from "./selection-store.ts";
import { useUploadStore } from "./upload-store.ts";
import { useFilesSync } from "./use-files-sync.ts";
import "./files.css";

/** The shared files of a group. */
export function FilesTab({ accountId, groupId }: Place) {
  const text = useText("files");
  const kind = useAccountsStore((state) => state.accounts?.find(({ id }) => id === accountId)?.kind);
  if (kind === "gewe") {
    return (
      <EmptyState icon={<FileIcon size={36} />} title={text("noFilesTitle")} hint={text("noFilesHint")} />
    );
  }
  return <SharedFiles accountId={accountId} groupId={groupId} />;
}

function SharedFiles({ accountId, groupId }: Place) {
  const text = useText("files");
  const tab = useRef<HTMLDivElement>(null);
  const { syncError, open, sync, listen } = useFilesStore();
  const openAt = useFileActionsStore((state) => state.openAt);
  const selectAt = useSelectionStore((state) => state.openAt);
  const pick = useUploadStore((state) => state.pick);
  const syncedAt = useGroupStore(({ group }) => (group?.id === groupId ? group.filesSyncedAt : null));
  useEffect(listen, [listen]);
  useEffect(() => {
    open(accountId, groupId);
    openAt({ accountId, groupId });
    selectAt({ accountId, groupId });
  }, [open, openAt, selectAt, accountId, groupId]);
  useFilesSync(accountId, groupId, syncedAt);

  const upload = () => void pick({ accountId, groupId });
  return (
    <div className="tab-with-list" ref={tab}>
      <FilesToolbar tab={tab} syncedAt={syncedAt} onUpload={upload} />
      <ErrorLine error={syncError} title={text("syncFailed")} onRetry={() => void sync()} />
      <ActionProblems />
      <FileList listKey={`${accountId} ${groupId}`} onUpload={upload} />
    </div>
  );
}
