import { memo } from "react";
import type { GroupFile } from "../../../shared/domain/group-file.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { formatBytes, formatDate, formatDateTime } from "../../ui/formatters.ts";
import { DownloadIcon } from "../../ui/icons.tsx";
import { fileKind } from "./file-kind.ts";
import { RenameField } from "./rename-field.tsx";

interface FileRowProps {
  readonly file: GroupFile;
  readonly isRenaming: boolean;
  readonly onDownload: (file: GroupFile) => void;
}

/** One file: what it is, how large, by whom and when. */
export const FileRow = memo(function FileRow({ file, isRenaming, onDownload }: FileRowProps) {
  const text = useText("files");
  const language = useLanguage();
  const { kind, label } = fileKind(file.name);
  return (
    <div className="file-row">
      <span className="file-kind" data-kind={kind} aria-hidden="true">
        {label}
      </span>
      {isRenaming ? (
        <RenameField file={file} />
      ) : (
        <span className="ellipsis" dir="auto" title={file.name}>
          {file.name.trim() || <span className="quiet">{text("blankName")}</span>}
        </span>
      )}
      <span className="file-row-size quiet digits">{formatBytes(file.size, language)}</span>
      <span className="file-row-uploader quiet ellipsis" dir="auto">
        {file.uploaderName ?? file.uploaderId ?? text("unknownUploader")}
      </span>
      <span
        className="file-row-date quiet digits"
        title={file.createdAt === null ? undefined : formatDateTime(file.createdAt, language)}
      >
        {file.createdAt !== null && formatDate(file.createdAt, language)}
      </span>
      <IconButton
        size="small"
        tabIndex={-1}
        label={text("downloadFile", { name: file.name })}
        icon={<DownloadIcon />}
        onClick={(event) => {
          event.stopPropagation();
          onDownload(file);
        }}
      />
    </div>
  );
});
